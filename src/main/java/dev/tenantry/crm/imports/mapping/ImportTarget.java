package dev.tenantry.crm.imports.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.MemberDirectory;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** The records that files can be imported to. */
public enum ImportTarget {

    CONTACTS("contact", true, List.of("externalId", "email"),
            of("externalId", FieldKind.TEXT, "id", "contactid", "personid", "leadid", "key", "recordid"),
            of("name", FieldKind.TEXT, "fullname", "contactname", "contact", "person", "displayname", "lead"),
            of("email", FieldKind.TEXT, "emailaddress", "mail", "primaryemail", "workemail", "businessemail"),
            of("phone", FieldKind.TEXT, "phonenumber", "telephone", "tel", "businessphone", "workphone", "mobile",
                    "mobilephone", "mobilenumber", "cell", "cellphone", "primaryphone"),
            of("jobTitle", FieldKind.TEXT, "title", "position", "role", "job"),
            of("company", FieldKind.TEXT, "employer", "employername", "employercompany"),
            reference("companyId", "company", "company", "companyname", "account", "accountname", "accountid",
                    "organization", "organisation", "organizationname", "customer", "associatedcompany",
                    "primarycompany"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "contactowner", "leadowner",
                    "accountowner",
                    "recordowner", "assignedto")),

    COMPANIES("company", true, List.of("externalId", "name"),
            of("externalId", FieldKind.TEXT, "id", "accountid", "companyid", "customerid", "organizationid", "key",
                    "recordid"),
            of("name", FieldKind.TEXT, "account", "accountname", "company", "companyname", "organization",
                    "organisation", "organizationname", "customer", "customername", "client", "firm", "business"),
            of("domain", FieldKind.HOST, "website", "web", "site", "companydomain", "companydomainname", "domainname"),
            of("sector", FieldKind.TEXT, "industry", "vertical", "segment", "branch"),
            of("location", FieldKind.TEXT, "officelocation", "office", "headquarters", "country", "region", "city"),
            of("yearEstablished", FieldKind.INTEGER, "founded", "foundedin", "yearfounded", "established"),
            of("employees", FieldKind.INTEGER, "employeecount", "numberofemployees", "headcount", "staff"),
            of("annualRevenue", FieldKind.MONEY, "revenue", "turnover", "yearlyrevenue"),
            of("currency", FieldKind.CURRENCY, "currencycode"),
            reference("parentId", "company", "subsidiaryof", "parent", "parentcompany", "parentaccount", "parentname",
                    "headcompany", "holding")),

    OPPORTUNITIES("opportunity", false, List.of("externalId"),
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
            of("closedOn", FieldKind.DATE, "closedate", "closed", "closeddate", "wondate"));

    private final String type;
    private final boolean publishesEvents;
    private final List<String> identifying;
    private final List<TargetField> fields;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    ImportTarget(String type, boolean publishesEvents, List<String> identifying, TargetField... fields) {
        this.type = type;
        this.publishesEvents = publishesEvents;
        this.identifying = identifying;
        this.fields = List.of(fields);
    }

    /** @throws ProblemException 400 where there is none of the name */
    public static ImportTarget named(String name) {
        return Arrays.stream(values())
                .filter(target -> target.value.equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.malformed("target", "it is one of " + List.of(values())));
    }

    /** The one of a kind of record. */
    static ImportTarget ofType(String type) {
        return Arrays.stream(values()).filter(target -> target.type.equals(type)).findFirst().orElseThrow();
    }

    /** The kind of record: {@code contact}. */
    public String type() {
        return type;
    }

    /** What holds where a mapping does not say: a history of deals is not to set off automations. */
    public boolean publishesEvents() {
        return publishesEvents;
    }

    /** The properties that a row can be matched with a record by, the surest first. */
    public List<String> identifying() {
        return identifying;
    }

    public List<TargetField> fields() {
        return fields;
    }

    public Optional<TargetField> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** By which properties members can be referred to. */
    static List<String> identifyingMembers() {
        return List.of(MemberDirectory.EMAIL, MemberDirectory.NAME, "id");
    }

    /** By which properties records of a kind can be referred to. */
    static List<String> identifying(String type) {
        return switch (type) {
            case "company" -> List.of("name", "externalId", "id");
            case "contact" -> List.of("email", "externalId", "id");
            default -> List.of("externalId", "id");
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
