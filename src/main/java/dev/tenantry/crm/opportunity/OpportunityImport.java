package dev.tenantry.crm.opportunity;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of opportunities. */
@Component
class OpportunityImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            of("externalId", FieldKind.TEXT, "id", "opportunityid", "dealid", "key", "recordid"),
            of("name", FieldKind.TEXT, "opportunityname", "opportunity", "dealname", "deal", "title", "subject"),
            of("stage", FieldKind.STAGE, "dealstage", "stagename", "opportunitystage", "status", "phase"),
            of("amount", FieldKind.MONEY, "closevalue", "value", "dealvalue", "dealamount", "price", "revenue"),
            of("currency", FieldKind.CURRENCY, "currencycode"),
            reference("companyId", "company", "account", "accountname", "accountid", "company", "companyname",
                    "customer", "client", "organization", "organisation", "associatedcompany", "primarycompany"),
            reference("contactId", "contact", "contact", "contactemail", "email", "person", "associatedcontact"),
            of("agent", FieldKind.TEXT, "salesagent", "salesrep", "rep", "salesperson", "accountmanager"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "dealowner", "opportunityowner",
                    "accountowner", "recordowner", "assignedto"),
            of("product", FieldKind.TEXT, "productname", "item"),
            of("startedOn", FieldKind.DATE, "engagedate", "startdate", "started", "opened", "opendate", "opendon",
                    "createddate", "createdate"),
            of("expectedCloseOn", FieldKind.DATE, "expectedclosedate", "expectedclose", "forecastdate", "duedate"),
            of("closedOn", FieldKind.DATE, "closedate", "closed", "closeddate", "wondate"),
            reference("lostReasonId", "lost-reason", "lostreason", "lossreason", "closedlostreason", "reasonlost"),
            of("forecastCategory", FieldKind.TEXT, "forecast", "forecasttype"));

    @Override
    public String resource() {
        return "opportunities";
    }

    @Override
    public String type() {
        return "opportunity";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    /** A history of deals is not to set off automations. */
    @Override
    public boolean publishesEvents() {
        return false;
    }

    /** A deal without a name is called after its customer and product. */
    @Override
    public List<String> namedBy() {
        return List.of("companyId", "product");
    }
}
