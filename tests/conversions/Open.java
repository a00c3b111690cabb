// Opens PKCS#12 files as a Java program does: pairs of a file and a file with its password ("-" for
// none). One line an entry.
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;

public class Open {
    public static void main(String[] arguments) {
        for (int at = 0; at + 1 < arguments.length; at += 2) {
            String file = arguments[at];
            String name = Path.of(file).getFileName().toString();
            try (FileInputStream in = new FileInputStream(file)) {
                String from = arguments[at + 1];
                char[] password = from.equals("-") ? null
                    : Files.readString(Path.of(from), StandardCharsets.UTF_8).toCharArray();
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(in, password);
                for (String alias : Collections.list(store.aliases())) {
                    if (store.isKeyEntry(alias)) {
                        String kind = store.getKey(alias, password).getAlgorithm();
                        int chain = store.getCertificateChain(alias).length;
                        System.out.println(name + ": key " + kind + " with " + chain);
                    } else {
                        System.out.println(name + ": trusted " + store.isCertificateEntry(alias));
                    }
                }
            } catch (Exception fault) {
                System.out.println(name + ": " + fault.getMessage());
            }
        }
    }
}
