package dev.tenantry.crm;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.journal.DomainEvent;

/** A visitor who has sent something by a form has confirmed the address. @param answers by the fields' names */
public record FormConfirmed(
        Long submissionId,
        Long formId,
        String form,
        Integer formVersion,
        @Nullable String email,
        JsonNode answers) implements DomainEvent {

    @Override
    public String eventName() {
        return "form.confirmed";
    }

    @Override
    public String aggregateType() {
        return "form";
    }

    @Override
    public String aggregateId() {
        return formId.toString();
    }
}
