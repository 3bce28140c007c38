package dev.tenantry.crm.contact;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of contacts. */
@Component
class ContactImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            of("externalId", FieldKind.TEXT, "id", "contactid", "personid", "leadid", "key", "recordid"),
            of("name", FieldKind.TEXT, "fullname", "contactname", "contact", "person", "displayname", "lead"),
            of("email", FieldKind.TEXT, "emailaddress", "mail", "primaryemail", "workemail", "businessemail"),
            of("phone", FieldKind.TEXT, "phonenumber", "telephone", "tel", "businessphone", "workphone", "mobile",
                    "mobilephone", "mobilenumber", "cell", "cellphone", "primaryphone"),
            of("email2", FieldKind.TEXT, "secondemail", "secondaryemail", "otheremail", "alternateemail", "homeemail",
                    "personalemail", "privateemail"),
            of("email3", FieldKind.TEXT, "thirdemail"),
            of("phone2", FieldKind.TEXT, "secondphone", "secondaryphone", "otherphone", "alternatephone", "homephone",
                    "mobile", "mobilephone", "mobilenumber", "cell", "cellphone"),
            of("phone3", FieldKind.TEXT, "thirdphone"),
            of("jobTitle", FieldKind.TEXT, "title", "position", "role", "job"),
            of("zone", FieldKind.TEXT, "timezone", "tz"),
            of("company", FieldKind.TEXT, "employer", "employername", "employercompany"),
            reference("companyId", "company", "company", "companyname", "account", "accountname", "accountid",
                    "organization", "organisation", "organizationname", "customer", "associatedcompany",
                    "primarycompany"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "contactowner", "leadowner",
                    "accountowner",
                    "recordowner", "assignedto"));

    private static final ImportedSeveral EMAILS = new ImportedSeveral("email", "emails", "address",
            EmailAddress::canonical);
    private static final ImportedSeveral PHONES = new ImportedSeveral("phone", "phones", "number",
            TelephoneNumber::key);

    /** Further addresses and numbers come to those that the contact has. */
    @Override
    public ObjectNode joined(ObjectNode properties, @Nullable ObjectNode present) {
        EMAILS.join(properties, present);
        PHONES.join(properties, present);
        return properties;
    }

    @Override
    public String resource() {
        return "contacts";
    }

    @Override
    public String type() {
        return "contact";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId", "email");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> referredBy() {
        return List.of("email", "externalId", "id");
    }

    /** A person's name is often in two columns. */
    @Override
    public List<String> namedBy() {
        return List.of("firstname", "givenname", "lastname", "surname", "familyname");
    }
}
