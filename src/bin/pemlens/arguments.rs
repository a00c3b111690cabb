//! The words after a command, one at a time: files, options, and what follows an option.

/// What follows a command.
pub struct Arguments<'a> {
    rest: std::slice::Iter<'a, String>,
    /// The word read last, as it was given.
    whole: &'a str,
    /// The name of the option read last, and its value where it was given with `=`.
    name: &'a str,
    inline: Option<&'a str>,
    only_files: bool,
}

/// A word.
pub enum Word<'a> {
    /// A file, or another word that is no option; `-` is standard input.
    File(&'a str),
    /// The name of an option.
    Option(&'a str),
}

impl<'a> Arguments<'a> {
    /// The words from the first on.
    pub fn of(arguments: &'a [String]) -> Self {
        Self { rest: arguments.iter(), whole: "", name: "", inline: None, only_files: false }
    }

    /// Takes a command's own options out of its words, and gives back those that `examine` has too. `own`
    /// says whether an option was one of them, after it has taken its value.
    pub fn apart(
        arguments: &'a [String],
        mut own: impl FnMut(&str, &mut Self) -> Result<bool, String>,
    ) -> Result<Vec<String>, String> {
        let mut words = Self::of(arguments);
        let mut rest = Vec::new();
        while let Some(word) = words.next() {
            match word {
                Word::Option("--") => words.only_files(),
                Word::Option(name) if own(name, &mut words)? => continue,
                _ => {}
            }
            rest.push(words.whole.to_owned());
        }
        Ok(rest)
    }

    /// The next word that is no value of an option; `None` where there is none.
    pub fn next(&mut self) -> Option<Word<'a>> {
        self.whole = self.rest.next()?;
        if self.only_files || self.whole == "-" || !self.whole.starts_with('-') {
            return Some(Word::File(self.whole));
        }
        (self.name, self.inline) = match self.whole.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (self.whole, None),
        };
        Some(Word::Option(self.name))
    }

    /// The value that was given with `=`, where one was.
    pub fn inline(&self) -> Option<&'a str> {
        self.inline
    }

    /// The value of the option read last: behind its `=`, or the next word.
    pub fn value(&mut self) -> Result<String, String> {
        let value = self.inline.or_else(|| self.rest.next().map(String::as_str));
        value.map(str::to_owned).ok_or_else(|| format!("{} wants a value", self.name))
    }

    /// From here on every word is a file.
    pub fn only_files(&mut self) {
        self.only_files = true;
    }

    /// What is said of an option that the command does not have.
    pub fn unknown(&self, help: &str) -> String {
        format!("{} is no option; try {help}", self.whole)
    }
}
