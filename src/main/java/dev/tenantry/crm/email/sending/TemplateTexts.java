package dev.tenantry.crm.email.sending;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.notification.MailTemplates;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** What a mail says, stated or by a template whose places values and a record's fields stand in. */
@Component
class TemplateTexts {

    private static final String TO_SEE_TEMPLATES = "workflows:read";

    private final MailTemplates templates;
    private final RecordRegistry records;
    private final RecordPermissions permissions;

    TemplateTexts(MailTemplates templates, RecordRegistry records, RecordPermissions permissions) {
        this.templates = templates;
        this.records = records;
        this.permissions = permissions;
    }

    /** What is said before it is signed. @param subject null: that of the mail that it answers */
    record Said(@Nullable String subject, String text, @Nullable String html) {}

    /** @throws ProblemException 403 where the caller may not see templates, or the record; 422 */
    Said said(OutgoingEmailRequest request) {
        var values = values(request);
        if (request.template() == null) {
            demandNoValues(request);
            return new Said(request.subject(), request.text() == null ? "" : request.text(), request.html());
        }
        if (request.text() != null || request.html() != null) {
            throw ProblemException.invalid("template", "excluded", "stands in place of text and html");
        }
        if (!Caller.current().may(TO_SEE_TEMPLATES)) {
            throw ProblemException.forbidden(TO_SEE_TEMPLATES);
        }
        var filled = templates.fill(request.template(), values);
        var subject = request.subject() == null || request.subject().isBlank() ? filled.subject() : request.subject();
        return new Said(subject, filled.text(), filled.html());
    }

    private static void demandNoValues(OutgoingEmailRequest request) {
        if (request.values() != null || request.contactId() != null || request.companyId() != null
                || request.opportunityId() != null) {
            throw ProblemException.invalid("values", "excluded",
                    "goes with a template, as contactId, companyId and opportunityId do");
        }
    }

    /** What is named is looked for whatever becomes of it. */
    private ObjectNode values(OutgoingEmailRequest request) {
        var values = fields(request);
        if (request.values() != null) {
            request.values().forEach(values::put);
        }
        return values;
    }

    /** By the names of all that is named, {@code opportunityAmount}; the first of contact, company and opportunity by its own names, too. */
    private ObjectNode fields(OutgoingEmailRequest request) {
        var named = new LinkedHashMap<String, ObjectNode>();
        add(named, "contact", request.contactId());
        add(named, "company", request.companyId());
        add(named, "opportunity", request.opportunityId());
        var fields = JsonNodeFactory.instance.objectNode();
        named.forEach((type, record) -> record
                .forEachEntry((name, value) -> fields.set(type + StringUtils.capitalize(name), value)));
        named.values().stream().findFirst().ifPresent(fields::setAll);
        return fields;
    }

    private void add(Map<String, ObjectNode> named, String type, @Nullable Long id) {
        if (id != null) {
            named.put(type, fields(type, id));
        }
    }

    /** As the caller sees the record. */
    private ObjectNode fields(String type, Long id) {
        permissions.demandToCopy(type);
        return records.of(type)
                .find(id)
                .orElseThrow(() -> ProblemException.invalid(RecordRegistry.reference(type), "unknown-reference",
                        "there is no such " + type));
    }
}
