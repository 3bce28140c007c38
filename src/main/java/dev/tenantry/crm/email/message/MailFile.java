package dev.tenantry.crm.email.message;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;

import dev.tenantry.shared.problem.ProblemException;

/** A mail as it came, in a file until it is closed: however large it is, little of it is in memory. */
public final class MailFile implements AutoCloseable {

    /** In octets. */
    public static final int LONGEST = 25_000_000;

    private static final int CHUNK = 65_536;
    /** With which headers are read an octet for a character: what they are in is found out later. */
    private static final Session OCTETS = session(false);
    private static final Session UTF_8 = session(true);

    private final Path path;
    private final long size;
    private final SharedFileInputStream content;

    private MailFile(Path path, long size) throws IOException {
        this.path = path;
        this.size = size;
        this.content = new SharedFileInputStream(path.toFile());
    }

    /** @throws ProblemException 413 where it has more than {@link #LONGEST} */
    public static MailFile receive(InputStream mail) throws IOException {
        var path = Files.createTempFile("mail", ".eml");
        try {
            return new MailFile(path, copy(mail, path));
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    private static long copy(InputStream mail, Path path) throws IOException {
        var size = 0L;
        try (var file = Files.newOutputStream(path)) {
            var chunk = new byte[CHUNK];
            for (var read = mail.read(chunk); read >= 0; read = mail.read(chunk)) {
                size += read;
                if (size > LONGEST) {
                    throw MailBounds.exceeded(LONGEST + " octets");
                }
                file.write(chunk, 0, read);
            }
        }
        return size;
    }

    /**
     * What it says. Its attachments can be read until this is closed.
     *
     * @throws ProblemException 400 where it is no mail; 413 where it has more of something than a mail may have
     */
    public MailMessage read() {
        try {
            try (var header = new BufferedInputStream(content.newStream(0, -1))) {
                HeaderScan.check(header);
            }
            var notices = new Notices();
            var message = new MimeMessage(OCTETS, content.newStream(0, -1));
            var headers = new MailHeaders(message, notices);
            var parts = MailParts.of(message, notices);
            return headers.message(parts, size, notices);
        } catch (MessagingException fault) {
            throw ProblemException.malformed("body", "this is no mail: " + fault.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As it came, of what {@link #read()} has found to be a mail that may be. */
    public MimeMessage mime() {
        try {
            return new MimeMessage(UTF_8, content.newStream(0, -1));
        } catch (MessagingException fault) {
            throw ProblemException.malformed("body", "this is no mail: " + fault.getMessage());
        }
    }

    private static Session session(boolean isUtf8) {
        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(isUtf8));
        properties.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    @Override
    public void close() {
        try {
            content.close();
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
