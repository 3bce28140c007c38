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
            of("name", FieldKind.TEXT, "opportunityname", "opportunity", "dealname", "deal", "title", "subject",
                    "verkaufschance", "opportunite", "affaire", "oportunidad", "negocio"),
            of("stage", FieldKind.STAGE, "dealstage", "stagename", "opportunitystage", "status", "phase", "stufe",
                    "etape", "etapa", "fase"),
            of("amount", FieldKind.MONEY, "closevalue", "value", "dealvalue", "dealamount", "price", "revenue",
                    "betrag", "wert", "summe", "montant", "valeur", "importe", "monto", "valor"),
            of("currency", FieldKind.CURRENCY, "currencycode", "wahrung", "waehrung", "devise", "monnaie", "moneda",
                    "divisa"),
            reference("companyId", "company", "account", "accountname", "accountid", "company", "companyname",
                    "customer", "client", "organization", "organisation", "associatedcompany", "primarycompany",
                    "firma", "firmenname", "unternehmen", "kunde", "societe", "entreprise", "raisonsociale", "empresa",
                    "compania", "razonsocial", "cliente"),
            reference("contactId", "contact", "contact", "contactemail", "email", "person", "associatedcontact",
                    "kontakt", "ansprechpartner", "contacto"),
            of("agent", FieldKind.TEXT, "salesagent", "salesrep", "rep", "salesperson", "accountmanager", "verkaufer",
                    "verkaeufer", "vendeur", "commercial", "vendedor", "comercial"),
            of("ownerId", FieldKind.MEMBER, "owner", "owneremail", "ownername", "dealowner", "opportunityowner",
                    "accountowner", "recordowner", "assignedto", "betreuer", "zustandig", "zustaendig",
                    "verantwortlich", "responsable", "proprietaire", "propietario"),
            of("product", FieldKind.TEXT, "productname", "item", "produkt", "produit", "producto"),
            of("startedOn", FieldKind.DATE, "engagedate", "startdate", "started", "opened", "opendate", "opendon",
                    "createddate", "createdate", "startdatum", "beginn", "datededebut", "datedebut", "fechadeinicio"),
            of("expectedCloseOn", FieldKind.DATE, "expectedclosedate", "expectedclose", "forecastdate", "duedate",
                    "erwarteterabschluss", "datedeclotureprevue", "fechadecierreprevista"),
            of("closedOn", FieldKind.DATE, "closedate", "closed", "closeddate", "wondate", "abschlussdatum",
                    "datedecloture", "fechadecierre"),
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
