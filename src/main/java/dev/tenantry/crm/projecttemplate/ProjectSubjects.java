package dev.tenantry.crm.projecttemplate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;

/** What a project is about: the deal that begot it, and whom it is for. */
@Component
class ProjectSubjects {

    /** Templates are among them. */
    private final ObjectProvider<RecordRegistry> records;
    private final RecordPermissions permissions;

    ProjectSubjects(ObjectProvider<RecordRegistry> records, RecordPermissions permissions) {
        this.records = records;
        this.permissions = permissions;
    }

    /**
     * What is known of it.
     *
     * @param dealOwner null where there is no deal, or nobody has it
     * @param names     by the places of {@link TemplateTexts}
     */
    record About(
            @Nullable Long opportunityId,
            @Nullable Long contactId,
            @Nullable Long companyId,
            @Nullable UUID dealOwner,
            Map<String, String> names) {}

    /** @throws ProblemException 403 where something is to be copied that whoever acts may not read; 422 where it is not there */
    About of(ProjectFromTemplateRequest request) {
        var deal = request.opportunityId() == null
                ? null
                : demanded("opportunity", "opportunityId", request.opportunityId());
        var names = new HashMap<String, String>();
        if (deal != null) {
            names.put(TemplateTexts.DEAL, deal.path("name").asString());
        }
        var contact = subject("contact", request.contactId(), deal, TemplateTexts.CONTACT, names);
        var company = subject("company", request.companyId(), deal, TemplateTexts.COMPANY, names);
        return new About(request.opportunityId(), contact, company, deal == null ? null : owner(deal), names);
    }

    private @Nullable Long subject(String type, @Nullable Long stated, @Nullable ObjectNode deal, String place,
            Map<String, String> names) {
        var id = stated == null ? ofDeal(type, deal) : stated;
        if (id != null) {
            var found = stated == null ? find(type, id) : Optional.of(demanded(type, type + "Id", id));
            found.ifPresent(record -> names.put(place, record.path("name").asString()));
            return found.isEmpty() ? null : id;
        }
        return null;
    }

    /** What whoever acts may not read is not told by the project either. */
    private @Nullable Long ofDeal(String type, @Nullable ObjectNode deal) {
        var id = deal == null ? "" : text(deal, type + "Id");
        return id.isEmpty() || !ActingRights.may(permissions.of(type, "read")) ? null : Long.valueOf(id);
    }

    private static @Nullable UUID owner(ObjectNode deal) {
        var owner = text(deal, "ownerId");
        return owner.isEmpty() ? null : UUID.fromString(owner);
    }

    private static String text(JsonNode record, String field) {
        return record.path(field).asString("");
    }

    private ObjectNode demanded(String type, String field, Long id) {
        permissions.demandToCopy(type);
        return find(type, id).orElseThrow(
                () -> ProblemException.invalid(field, "unknown-reference", "there is no such resource"));
    }

    private Optional<ObjectNode> find(String type, Long id) {
        return records.getObject().of(type).find(id);
    }
}
