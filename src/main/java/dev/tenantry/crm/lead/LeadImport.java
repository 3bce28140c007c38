package dev.tenantry.crm.lead;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

import static dev.tenantry.crm.imports.mapping.TargetField.of;

/** What files call the fields of leads. */
@Component
class LeadImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            of("externalId", FieldKind.TEXT, "id", "leadid", "key", "recordid"),
            of("name", FieldKind.TEXT, "fullname", "leadname", "lead", "person", "displayname", "contact", "vollername",
                    "kontakt", "ansprechpartner", "nomcomplet", "nombrecompleto", "contacto", "interessent"),
            of("email", FieldKind.TEXT, "emailaddress", "mail", "primaryemail", "workemail", "businessemail",
                    "emailadresse", "mailadresse", "courriel", "adresseemail", "adressemail", "correo",
                    "correoelectronico"),
            of("phone", FieldKind.TEXT, "phonenumber", "telephone", "tel", "businessphone", "workphone", "mobile",
                    "mobilephone", "mobilenumber", "cell", "cellphone", "telefon", "telefonnummer", "telefonnr",
                    "rufnummer", "festnetz", "numerodetelephone", "telephonefixe", "telefono", "numerodetelefono",
                    "telefonofijo", "mobil", "mobiltelefon", "mobilnummer", "handy", "handynummer", "portable",
                    "telephoneportable", "movil", "celular", "telefonomovil"),
            of("company", FieldKind.TEXT, "companyname", "account", "accountname", "employer", "organization",
                    "organisation", "firma", "firmenname", "unternehmen", "kunde", "societe", "entreprise",
                    "raisonsociale", "empresa", "compania", "razonsocial", "cliente"),
            of("domain", FieldKind.HOST, "website", "web", "site", "companydomain", "companydomainname", "webseite",
                    "homepage", "siteweb", "siteinternet", "sitioweb", "paginaweb"),
            of("jobTitle", FieldKind.TEXT, "title", "position", "role", "job", "funktion", "jobtitel",
                    "berufsbezeichnung", "stellung", "fonction", "poste", "profession", "cargo", "puesto", "funcion"),
            of("message", FieldKind.TEXT, "comment", "comments", "description", "inquiry", "notes", "nachricht",
                    "bemerkung", "bemerkungen", "kommentar", "anfrage", "commentaire", "remarques", "mensaje",
                    "comentario", "comentarios"),
            of("status", FieldKind.TEXT, "leadstatus", "state"),
            of("unqualifiedReason", FieldKind.TEXT, "disqualificationreason", "unqualifiedwhy"),
            of("source", FieldKind.TEXT, "leadsource", "channel", "originalsource", "howdidyouhearaboutus", "quelle",
                    "herkunft", "origine", "origen", "fuente"),
            of("utmSource", FieldKind.TEXT), of("utmMedium", FieldKind.TEXT),
            of("utmCampaign", FieldKind.TEXT, "campaign", "campaignname"), of("utmTerm", FieldKind.TEXT),
            of("utmContent", FieldKind.TEXT), of("referrer", FieldKind.TEXT, "referer", "referringurl"),
            of("landingPage", FieldKind.TEXT, "landingurl", "firstpage", "firstpageseen"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "leadowner", "recordowner",
                    "assignedto", "betreuer", "zustandig", "zustaendig", "verantwortlich", "responsable",
                    "proprietaire", "propietario"));

    @Override
    public String resource() {
        return "leads";
    }

    @Override
    public String type() {
        return "lead";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId", "email");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    /** A person's name is often in two columns. */
    @Override
    public List<String> namedBy() {
        return List.of("firstname", "givenname", "vorname", "prenom", "nombre", "nombres", "lastname", "surname",
                "familyname", "nachname", "familienname", "zuname", "nomdefamille", "nom", "apellidos", "apellido");
    }
}
