package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.email.message.CleanText;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.shared.mail.HtmlText;
import dev.tenantry.shared.mail.NamedAddress;
import dev.tenantry.shared.web.FieldRule;

/** A mail as another program has read it. Addresses are {@code name@example.com} or {@code Name <name@example.com>}. */
record EmailRequest(
        @Size(max = 998) @Nullable String messageId,
        @NotBlank @Size(max = 700) String from,
        @Size(max = 500) @Nullable List<@NotBlank @Size(max = 700) String> to,
        @Size(max = 500) @Nullable List<@NotBlank @Size(max = 700) String> cc,
        @Size(max = 500) @Nullable List<@NotBlank @Size(max = 700) String> bcc,
        @Size(max = 2_000) @Nullable String subject,
        @Nullable Instant sentAt,
        @Size(max = 500_000) @Nullable String text,
        @Size(max = 500_000) @Nullable String html,
        @Size(max = 998) @Nullable String inReplyTo,
        @Size(max = 100) @Nullable List<@NotBlank @Size(max = 998) String> references) {

    private static final Pattern ID = Pattern.compile("<?[^<>\\s\\p{Cntrl}]+>?");

    @FieldRule(field = "from", code = "invalid-address", message = "from takes addresses, name@example.com or Name <name@example.com>")
    boolean isFromAnAddress() {
        return isAddress(from);
    }

    @FieldRule(field = "to", code = "invalid-address", message = "to takes addresses, name@example.com or Name <name@example.com>")
    boolean isToAddresses() {
        return areAddresses(to);
    }

    @FieldRule(field = "cc", code = "invalid-address", message = "cc takes addresses, name@example.com or Name <name@example.com>")
    boolean isCopiedToAddresses() {
        return areAddresses(cc);
    }

    @FieldRule(field = "bcc", code = "invalid-address", message = "bcc takes addresses, name@example.com or Name <name@example.com>")
    boolean isHiddenToAddresses() {
        return areAddresses(bcc);
    }

    @FieldRule(field = "messageId", code = "invalid-id", message = "messageId takes ids without spaces, as local@example.com")
    boolean isKnownByAnId() {
        return messageId == null || ID.matcher(messageId).matches();
    }

    @FieldRule(field = "inReplyTo", code = "invalid-id", message = "inReplyTo takes ids without spaces, as local@example.com")
    boolean isAnswerToAnId() {
        return inReplyTo == null || ID.matcher(inReplyTo).matches();
    }

    @FieldRule(field = "references", code = "invalid-id", message = "references takes ids without spaces, as local@example.com")
    boolean isReferringToIds() {
        return references == null || references.stream().allMatch(id -> id == null || ID.matcher(id).matches());
    }

    private static boolean areAddresses(@Nullable List<String> all) {
        return all == null || all.stream().allMatch(EmailRequest::isAddress);
    }

    /** Of what is blank or too long something else is said. */
    private static boolean isAddress(@Nullable String one) {
        return one == null || one.isBlank() || NamedAddress.fault(one) == null;
    }

    MailMessage toMessage() {
        var said = Objects.requireNonNullElse(text, "");
        var plain = CleanText.text(said.isBlank() && html != null ? HtmlText.of(html) : said);
        return new MailMessage(messageId == null ? null : bare(messageId), inReplyTo == null ? null : bare(inReplyTo),
                referred(), List.of(mailbox(from)), mailboxes(to),
                mailboxes(cc), mailboxes(bcc), CleanText.line(Objects.requireNonNullElse(subject, "")), sentAt, plain,
                html, List.of(), false, plain.length() + (html == null ? 0L : html.length()), List.of());
    }

    private List<String> referred() {
        var all = new LinkedHashSet<String>();
        if (references != null) {
            references.forEach(id -> all.add(bare(id)));
        }
        if (inReplyTo != null) {
            all.add(bare(inReplyTo));
        }
        return List.copyOf(all);
    }

    private static List<Mailbox> mailboxes(@Nullable List<String> all) {
        if (all == null) {
            return List.of();
        }
        var byKey = new LinkedHashMap<String, Mailbox>();
        all.stream().map(EmailRequest::mailbox).forEach(one -> byKey.putIfAbsent(one.key(), one));
        return List.copyOf(byKey.values());
    }

    private static Mailbox mailbox(String text) {
        var named = NamedAddress.of(text);
        return new Mailbox(named.address().toString(), named.name());
    }

    private static String bare(String id) {
        return id.replaceAll("[<>]", "");
    }
}
