package dev.tenantry.crm.email.sending;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.NamedAddress;
import dev.tenantry.shared.web.FieldRule;

/**
 * A mail to be sent. Addresses are {@code name@example.com} or {@code Name <name@example.com>}.
 *
 * @param subject   absent: the template's, or that of the mail that it answers
 * @param html      what mail programs show in place of the text
 * @param template  the name of one of the organization's e-mail templates, in place of text and html
 * @param values    what stands in the template's places, by their names
 * @param contactId whose fields stand in those places of the template that values do not name; likewise a company and an opportunity
 * @param emailId   the mail that it answers
 * @param signature whether the own signature stands below; absent: it does
 */
record OutgoingEmailRequest(
        @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 700) String> to,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 700) String> cc,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 700) String> bcc,
        @Size(max = 500) @Nullable String subject,
        @Size(max = 200_000) @Nullable String text,
        @Size(max = 200_000) @Nullable String html,
        @Size(max = 60) @Nullable String template,
        @Size(max = 50) @Nullable Map<@Size(max = 50) String, @NotNull @Size(max = 5_000) String> values,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Nullable Long emailId,
        @Nullable Boolean signature) {

    @FieldRule(field = "to", code = "invalid-email", message = "to has addresses, name@example.com or Name <name@example.com>")
    boolean isToAddresses() {
        return areAddresses(to);
    }

    @FieldRule(field = "cc", code = "invalid-email", message = "cc has addresses, name@example.com or Name <name@example.com>")
    boolean isCopiedToAddresses() {
        return areAddresses(cc);
    }

    @FieldRule(field = "bcc", code = "invalid-email", message = "bcc has addresses, name@example.com or Name <name@example.com>")
    boolean isHiddenToAddresses() {
        return areAddresses(bcc);
    }

    boolean isSigned() {
        return signature == null || signature;
    }

    /** Of what is blank or too long something else is said. */
    private static boolean areAddresses(@Nullable List<String> all) {
        return all == null || all.stream()
                .allMatch(one -> one == null || one.isBlank() || NamedAddress.fault(one) == null);
    }
}
