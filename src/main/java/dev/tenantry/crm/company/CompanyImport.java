package dev.tenantry.crm.company;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

import static dev.tenantry.crm.imports.mapping.TargetField.of;
import static dev.tenantry.crm.imports.mapping.TargetField.reference;

/** What files call the fields of companies. */
@Component
class CompanyImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
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
                    "headcompany", "holding"));

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
