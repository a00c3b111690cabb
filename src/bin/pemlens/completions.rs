//! `pemlens completions`: scripts for shells, made from the table of commands and options.

use super::help::{COMMANDS, Command, Flag, Value};

/// The script for a shell.
pub fn script(shell: &str) -> Result<String, String> {
    match shell {
        "bash" => Ok(bash()),
        "zsh" => Ok(zsh()),
        "fish" => Ok(fish()),
        _ => Err(format!("completions takes bash, zsh or fish, not {shell}")),
    }
}

fn names() -> String {
    COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>().join(" ")
}

/// The words that a value is one of, and whether it may be a file too.
fn words(value: Value) -> (&'static [&'static str], bool) {
    match value {
        Value::Choice(_, words) => (words, false),
        Value::File(_, words) => (words, true),
        Value::None | Value::Text(_) => (&[], false),
    }
}

fn bash() -> String {
    let mut values = String::new();
    let mut flags = String::new();
    for command in COMMANDS {
        let name = command.name;
        let all: Vec<&str> = command.options.iter().flat_map(|it| it.names).copied().collect();
        flags.push_str(&format!("        {name}) options='{}' ;;\n", all.join(" ")));
        for flag in command.options {
            let (choices, _) = words(flag.value);
            if choices.is_empty() {
                continue;
            }
            let pattern: Vec<String> =
                flag.names.iter().map(|it| format!("'{name} {it}'")).collect();
            let (pattern, choices) = (pattern.join("|"), choices.join(" "));
            values.push_str(&format!("        {pattern}) words='{choices}' ;;\n"));
        }
        if !command.words.is_empty() {
            let choices = command.words.join(" ");
            values.push_str(&format!("        '{name} {name}') words='{choices}' ;;\n"));
        }
    }
    // An empty answer leaves file names to `-o default`; bash takes `=` for a word of its own.
    format!(
        "# bash completion for pemlens: source <(pemlens completions bash)\n\
         _pemlens() {{\n\
         \x20   local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n\
         \x20   local command=${{COMP_WORDS[1]}} words='' options=''\n\
         \x20   if [ \"$current\" = '=' ]; then current=''; fi\n\
         \x20   if [ \"$before\" = '=' ]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi\n\
         \x20   if [ \"$COMP_CWORD\" -eq 1 ]; then\n\
         \x20       words='{names} --help --version'\n\
         \x20   else\n\
         \x20       case \"$command $before\" in\n{values}\
         \x20       esac\n\
         \x20   fi\n\
         \x20   if [ -z \"$words\" ] && [ \"${{current:0:1}}\" = '-' ]; then\n\
         \x20       case \"$command\" in\n{flags}\
         \x20       esac\n\
         \x20       words=$options\n\
         \x20   fi\n\
         \x20   COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n\
         }}\n\
         complete -o default -F _pemlens pemlens\n",
        names = names(),
    )
}

fn zsh() -> String {
    let mut commands = String::new();
    let mut cases = String::new();
    for command in COMMANDS {
        let about = command.about.replace(':', "\\:");
        let line = format!("{}:{about}", command.name);
        commands.push_str(&format!("            {}\n", quoted(&line)));
        let mut specs: Vec<String> = command.options.iter().flat_map(zsh_specs).collect();
        specs.push(match command.words.is_empty() {
            true => "*:file:_files".into(),
            false => format!("1:word:({})", command.words.join(" ")),
        });
        let specs: Vec<String> = specs.iter().map(|spec| quoted(spec)).collect();
        let specs = specs.join(" \\\n                ");
        cases.push_str(&format!(
            "        {})\n            _arguments \\\n                {specs} ;;\n",
            command.name
        ));
    }
    format!(
        "#compdef pemlens\n\
         _pemlens_word_or_file() {{\n\
         \x20   _alternative \"word:word:($*)\" 'file:file:_files'\n\
         }}\n\
         _pemlens() {{\n\
         \x20   if (( CURRENT == 2 )); then\n\
         \x20       local -a commands\n\
         \x20       commands=(\n{commands}\
         \x20       )\n\
         \x20       _describe command commands\n\
         \x20       return\n\
         \x20   fi\n\
         \x20   shift words\n\
         \x20   (( CURRENT-- ))\n\
         \x20   case $words[1] in\n{cases}\
         \x20   esac\n\
         }}\n\
         # As a file of $fpath this text is the function; read by source, it is only declared.\n\
         if [ \"$funcstack[1]\" = _pemlens ]; then _pemlens \"$@\"; else compdef _pemlens pemlens; fi\n"
    )
}

/// An option as `_arguments` takes it; any may come more than once.
fn zsh_specs(flag: &Flag) -> Vec<String> {
    let about = short(flag.about).replace('[', "\\[").replace(']', "\\]").replace(':', "\\:");
    let name = flag.value.name();
    let value = match flag.value {
        Value::None => String::new(),
        Value::Choice(_, words) => format!(":{name}:({})", words.join(" ")),
        Value::File(_, []) => format!(":{name}:_files"),
        // The space keeps `_arguments` from adding words of its own.
        Value::File(_, words) => format!(":{name}: _pemlens_word_or_file {}", words.join(" ")),
        Value::Text(_) => format!(":{name}:"),
    };
    flag.names.iter().map(|option| format!("*{option}[{about}]{value}")).collect()
}

fn fish() -> String {
    let mut out = String::from("# fish completion for pemlens\n");
    for command in COMMANDS {
        let Command { name, about, options, words: choices, .. } = command;
        let about = escaped(about);
        out.push_str(&format!(
            "complete -c pemlens -n __fish_use_subcommand -f -a {name} -d '{about}'\n"
        ));
        let here = format!("complete -c pemlens -n '__fish_seen_subcommand_from {name}'");
        if !choices.is_empty() {
            out.push_str(&format!("{here} -f -a '{}'\n", choices.join(" ")));
        }
        for flag in *options {
            let about = escaped(short(flag.about));
            let (choices, is_file) = words(flag.value);
            let value = match (flag.value, is_file) {
                (Value::None, _) => String::new(),
                (_, true) => " -r -F".into(),
                (_, false) => " -x".into(),
            };
            let choices = match choices.is_empty() {
                true => String::new(),
                false => format!(" -a '{}'", choices.join(" ")),
            };
            for option in flag.names {
                let option = match option.strip_prefix("--") {
                    Some(long) => format!("-l {long}"),
                    None => format!("-s {}", option.trim_start_matches('-')),
                };
                out.push_str(&format!("{here} {option}{value}{choices} -d '{about}'\n"));
            }
        }
    }
    out
}

/// What stands before the first semicolon.
fn short(about: &str) -> &str {
    about.split(';').next().unwrap_or_default()
}

/// One word for a shell of the Bourne family.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Text between fish's single quotes.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}
