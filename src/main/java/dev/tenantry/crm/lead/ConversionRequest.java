package dev.tenantry.crm.lead;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a lead is to become.
 *
 * @param contactId     who it is already; absent: a new contact
 * @param createContact whether a new contact is made though one has the lead's e-mail address; absent: no
 * @param companyId     which company it is of already; absent: none, or a new one
 * @param createCompany whether a new company is made of it; absent: no
 * @param opportunity   a new opportunity; absent: none
 * @param ownerId       whose these are to be; absent: the lead's owner's
 */
public record ConversionRequest(
        @Nullable Long contactId,
        @Nullable Boolean createContact,
        @Nullable Long companyId,
        @Nullable Boolean createCompany,
        @Valid @Nullable Deal opportunity,
        @Nullable UUID ownerId) {

    /**
     * A new opportunity.
     *
     * @param name       absent: the lead's company, or its name
     * @param pipelineId absent: the default pipeline
     * @param stage      absent: the first stage
     */
    public record Deal(
            @Size(max = 200) @Nullable String name,
            @Nullable Long pipelineId,
            @Size(max = 100) @Nullable String stage,
            @Valid @Nullable Money amount,
            @Size(max = 200) @Nullable String product,
            @Nullable LocalDate startedOn,
            @Nullable LocalDate expectedCloseOn) {}

    @FieldRule(field = "createContact", code = "contradictory", message = "a contact is either one that there is, contactId, or a new one, createContact")
    public boolean isOneContact() {
        return contactId == null || !Boolean.TRUE.equals(createContact);
    }

    @FieldRule(field = "createCompany", code = "contradictory", message = "a company is either one that there is, companyId, or a new one, createCompany")
    public boolean isOneCompany() {
        return companyId == null || !Boolean.TRUE.equals(createCompany);
    }
}
