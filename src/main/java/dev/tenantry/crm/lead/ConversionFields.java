package dev.tenantry.crm.lead;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.record.StatedProperties;
import dev.tenantry.shared.text.TelephoneNumber;

/** What a lead says of the records that it is converted to, as requests for these state it. */
final class ConversionFields {

    private ConversionFields() {}

    static ObjectNode contact(Lead lead, @Nullable Long company, @Nullable UUID owner) {
        return StatedProperties.of("name", lead.getName(), "email", lead.getEmail(), "phone", lead.getPhone(),
                "jobTitle",
                lead.getJobTitle(), "company", lead.getCompany(), "companyId", company, "ownerId", owner);
    }

    /** It is called as the lead says, or else as its web site. */
    static ObjectNode company(Lead lead) {
        return StatedProperties.of("name", lead.getCompany() == null ? lead.getDomain() : lead.getCompany(), "domain",
                lead.getDomain());
    }

    static ObjectNode opportunity(Lead lead, ConversionRequest.Deal deal, Long contact, @Nullable Long company,
            @Nullable UUID owner) {
        var called = Objects.requireNonNullElse(lead.getCompany(), lead.getName());
        var stated = StatedProperties.of("name", Objects.requireNonNullElse(deal.name(), called), "pipelineId",
                deal.pipelineId(),
                "stage", deal.stage(), "product", deal.product(), "startedOn", deal.startedOn(), "expectedCloseOn",
                deal.expectedCloseOn(), "contactId", contact, "companyId", company, "ownerId", owner);
        if (deal.amount() != null) {
            stated.putObject("amount")
                    .put("amount", deal.amount().amount().toPlainString())
                    .put("currency", deal.amount().currency());
        }
        return stated;
    }

    /** Whether a record that has something in the field says the same as the lead: by any address, and any number in any spelling. @param phoneKeys by which the lead's number is found */
    static boolean isSame(ObjectNode record, String field, JsonNode stated, Set<String> phoneKeys) {
        var text = stated.asString();
        return switch (field) {
            case "email" -> texts(record, "emails", "address", field)
                    .anyMatch(one -> EmailAddress.canonical(one).equals(EmailAddress.canonical(text)));
            case "phone" ->
                Stream.concat(texts(record, "phones", "number", field), texts(record, "phones", "e164", field))
                        .anyMatch(one -> phoneKeys.contains(TelephoneNumber.key(one)));
            default -> record.path(field).asString("").equals(text);
        };
    }

    private static Stream<String> texts(ObjectNode record, String all, String text, String one) {
        return Stream.concat(record.path(all).valueStream().map(entry -> entry.path(text)), Stream.of(record.path(one)))
                .map(node -> node.asString(""))
                .filter(found -> !found.isEmpty());
    }
}
