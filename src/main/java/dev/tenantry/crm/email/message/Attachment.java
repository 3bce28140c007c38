package dev.tenantry.crm.email.message;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A part of a mail that is not its text.
 *
 * @param size      in octets
 * @param sha256    of its content, in hexadecimal digits
 * @param contentId by which the HTML shows it, without angle brackets; null where it does not
 */
public record Attachment(
        String name,
        String contentType,
        long size,
        String sha256,
        @Nullable String contentId,
        Content content) {

    /** What it is, as often as it is asked for, as long as the mail is at hand. */
    @FunctionalInterface
    public interface Content {

        InputStream open() throws IOException;
    }
}
