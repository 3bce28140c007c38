package dev.tenantry.crm.contact;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.address.AddressColumns;
import dev.tenantry.crm.externalid.ExternalIdColumns;
import dev.tenantry.crm.externalid.KeyedImportTarget;
import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.tenancy.HomeRegion;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of contacts. */
@Component
class ContactImport implements KeyedImportTarget {

    private static final AddressColumns ADDRESSES = AddressColumns.ofPeople();
    private static final List<TargetField> OWN = List.of(
            of("externalId", FieldKind.TEXT, "id", "contactid", "personid", "leadid", "key", "recordid", "kontaktid",
                    "kontaktnummer", "idcontact", "idcontacto"),
            of("name", FieldKind.TEXT, "fullname", "contactname", "contact", "person", "displayname", "lead",
                    "vollername", "kontakt", "ansprechpartner", "nomcomplet", "nombrecompleto", "contacto"),
            of("email", FieldKind.TEXT, "emailaddress", "mail", "primaryemail", "workemail", "businessemail",
                    "emailadresse", "mailadresse", "courriel", "adresseemail", "adressemail", "correo",
                    "correoelectronico"),
            of("phone", FieldKind.TEXT, "phonenumber", "telephone", "tel", "businessphone", "workphone", "mobile",
                    "mobilephone", "mobilenumber", "cell", "cellphone", "primaryphone", "telefon", "telefonnummer",
                    "telefonnr", "rufnummer", "festnetz", "numerodetelephone", "telephonefixe", "telefono",
                    "numerodetelefono", "telefonofijo", "mobil", "mobiltelefon", "mobilnummer", "handy", "handynummer",
                    "portable", "telephoneportable", "movil", "celular", "telefonomovil"),
            of("email2", FieldKind.TEXT, "secondemail", "secondaryemail", "otheremail", "alternateemail", "homeemail",
                    "personalemail", "privateemail", "emailprivat", "privateemailadresse", "zweiteemail",
                    "emailpersonnel", "autreemail", "correopersonal"),
            of("email3", FieldKind.TEXT, "thirdemail"),
            of("phone2", FieldKind.TEXT, "secondphone", "secondaryphone", "otherphone", "alternatephone", "homephone",
                    "mobile", "mobilephone", "mobilenumber", "cell", "cellphone", "telefonprivat", "telephonepersonnel",
                    "telefonoparticular", "mobil", "mobiltelefon", "mobilnummer", "handy", "handynummer", "portable",
                    "telephoneportable", "movil", "celular", "telefonomovil"),
            of("phone3", FieldKind.TEXT, "thirdphone"),
            of("jobTitle", FieldKind.TEXT, "title", "position", "role", "job", "funktion", "jobtitel",
                    "berufsbezeichnung", "stellung", "fonction", "poste", "profession", "cargo", "puesto", "funcion"),
            of("zone", FieldKind.TEXT, "timezone", "tz", "zeitzone", "fuseauhoraire", "zonahoraria"),
            of("company", FieldKind.TEXT, "employer", "employername", "employercompany", "arbeitgeber", "employeur",
                    "empleador"),
            reference("companyId", "company", "company", "companyname", "account", "accountname", "accountid",
                    "organization", "organisation", "organizationname", "customer", "associatedcompany",
                    "primarycompany", "firma", "firmenname", "unternehmen", "kunde", "societe", "entreprise",
                    "raisonsociale", "empresa", "compania", "razonsocial", "cliente"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "contactowner", "leadowner",
                    "accountowner",
                    "recordowner", "assignedto", "betreuer", "zustandig", "zustaendig", "verantwortlich", "responsable",
                    "proprietaire", "propietario"));
    private static final List<TargetField> FIELDS = Stream.concat(OWN.stream(), ADDRESSES.fields().stream()).toList();

    private static final ImportedSeveral EMAILS = new ImportedSeveral("email", "emails", "address",
            EmailAddress::canonical);

    private final ImportedSeveral phones;

    ContactImport(HomeRegion home) {
        phones = new ImportedSeveral("phone", "phones", "number",
                number -> TelephoneNumber.key(number, home.current()));
    }

    /** Further addresses and numbers come to those that the contact has. */
    @Override
    public ObjectNode joined(ObjectNode properties, @Nullable ObjectNode present) {
        EMAILS.join(properties, present);
        phones.join(properties, present);
        ADDRESSES.join(properties, present);
        ExternalIdColumns.join(properties, present);
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
        return List.of("firstname", "givenname", "vorname", "prenom", "nombre", "nombres", "lastname", "surname",
                "familyname", "nachname", "familienname", "zuname", "nomdefamille", "nom", "apellidos", "apellido");
    }
}
