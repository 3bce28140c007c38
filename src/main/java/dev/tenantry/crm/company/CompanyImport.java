package dev.tenantry.crm.company;

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

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of companies. */
@Component
class CompanyImport implements KeyedImportTarget {

    private static final AddressColumns ADDRESSES = AddressColumns.ofCompanies();
    private static final List<TargetField> OWN = List.of(
            of("externalId", FieldKind.TEXT, "id", "accountid", "companyid", "customerid", "organizationid", "key",
                    "recordid", "kundennummer", "kundennr", "numeroclient", "idclient", "numerodecliente", "idcliente"),
            of("name", FieldKind.TEXT, "account", "accountname", "company", "companyname", "organization",
                    "organisation", "organizationname", "customer", "customername", "client", "firm", "business",
                    "firma", "firmenname", "unternehmen", "kunde", "societe", "entreprise", "raisonsociale", "empresa",
                    "compania", "razonsocial", "cliente", "kundenname", "nom", "nombre"),
            of("domain", FieldKind.HOST, "website", "web", "site", "companydomain", "companydomainname", "domainname",
                    "webseite", "homepage", "siteweb", "siteinternet", "sitioweb", "paginaweb"),
            of("sector", FieldKind.TEXT, "industry", "vertical", "segment", "branch", "branche", "secteur",
                    "secteurdactivite", "industria", "rubro"),
            of("location", FieldKind.TEXT, "officelocation", "office", "headquarters", "standort", "sitz", "siege",
                    "ubicacion", "sede"),
            of("yearEstablished", FieldKind.INTEGER, "founded", "foundedin", "yearfounded", "established",
                    "grundungsjahr", "gruendungsjahr", "gegrundet", "anneedecreation", "anodefundacion"),
            of("employees", FieldKind.INTEGER, "employeecount", "numberofemployees", "headcount", "staff",
                    "mitarbeiter", "mitarbeiterzahl", "anzahlmitarbeiter", "effectif", "nombredesalaries", "empleados",
                    "numerodeempleados"),
            of("annualRevenue", FieldKind.MONEY, "revenue", "turnover", "yearlyrevenue", "umsatz", "jahresumsatz",
                    "chiffredaffaires", "facturacion", "ingresos"),
            of("currency", FieldKind.CURRENCY, "currencycode", "wahrung", "waehrung", "devise", "monnaie", "moneda",
                    "divisa"),
            reference("parentId", "company", "subsidiaryof", "parent", "parentcompany", "parentaccount", "parentname",
                    "headcompany", "holding", "muttergesellschaft", "mutterkonzern", "maisonmere", "societemere",
                    "empresamatriz"));
    private static final List<TargetField> FIELDS = Stream.concat(OWN.stream(), ADDRESSES.fields().stream()).toList();

    /** Its addresses, and its keys in other systems, come to those that it has. */
    @Override
    public ObjectNode joined(ObjectNode properties, @Nullable ObjectNode present) {
        ADDRESSES.join(properties, present);
        ExternalIdColumns.join(properties, present);
        return properties;
    }

    @Override
    public String resource() {
        return "companies";
    }

    @Override
    public String type() {
        return "company";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId", "name");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    @Override
    public List<String> referredBy() {
        return List.of("name", "externalId", "id");
    }

    @Override
    public boolean isAddedByReference() {
        return true;
    }
}
