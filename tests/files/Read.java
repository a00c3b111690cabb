import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;

/** Reads every file of a folder: file, program, and the number of certificates or the words of the refusal. */
public class Read {
    public static void main(String[] arguments) throws Exception {
        for (var file : Files.list(Path.of(arguments[0])).sorted().toList()) {
            String said;
            try {
                var text = new ByteArrayInputStream(Files.readAllBytes(file));
                said = "" + CertificateFactory.getInstance("X.509").generateCertificates(text).size();
            } catch (java.security.cert.CertificateException refused) {
                said = refused.getMessage();
            }
            said = said.replace("\n", "\\n");
            System.out.println(file.getFileName() + "\tjava17\t" + said);
        }
    }
}
