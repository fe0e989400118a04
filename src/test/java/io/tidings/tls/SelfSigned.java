package io.tidings.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and its certificate of its own making, for {@code localhost} and 127.0.0.1, each in a directory of its own.
 *
 * @param keyStore both, as PKCS12
 * @param certificate as PEM
 * @param key as PEM
 */
public record SelfSigned(Path keyStore, Path certificate, Path key) {
    /** Of the key store. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "a";

    public static SelfSigned create() {
        try {
            Path directory = Files.createTempDirectory("tidings-tls");
            SelfSigned made = new SelfSigned(
                    directory.resolve("keys.p12"), directory.resolve("cert.pem"), directory.resolve("key.pem"));
            made.generate();
            made.export();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void generate() throws IOException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStore.toString()))
                .inheritIO()
                .start();
        try {
            if (keytool.waitFor() != 0) throw new IllegalStateException("keytool has failed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void export() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                certificate, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        Key secret = store.getKey(ALIAS, PASSWORD.toCharArray());
        Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
