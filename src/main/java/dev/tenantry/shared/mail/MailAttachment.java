package dev.tenantry.shared.mail;

/**
 * A file that a mail brings along.
 *
 * @param name as it is offered to be kept by, one line
 * @param type of its content, {@code application/pdf}
 */
public record MailAttachment(String name, String type, byte[] content) {}
