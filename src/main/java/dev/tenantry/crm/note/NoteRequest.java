package dev.tenantry.crm.note;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/** What a note is to say, and about whom or what: at least one of the four. */
record NoteRequest(
        @NotBlank @Size(max = 50_000) String body,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Nullable Long leadId) {

    @FieldRule(field = "contactId", code = "required", message = "a note is about somebody or something: contactId, companyId, opportunityId or leadId")
    boolean isAboutSomething() {
        return contactId != null || companyId != null || opportunityId != null || leadId != null;
    }
}
