package dev.tenantry.crm.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.ColumnType;
import dev.tenantry.crm.imports.csv.Conventions;
import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.crm.imports.mapping.MappingSuggestion;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What other programs write in a field that we write otherwise comes in by the mapping that is suggested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignFormTests extends ApiTest {

    /**
     * A cell of another program's.
     *
     * @param column   what it calls the field
     * @param with     other cells that the row needs, by column
     * @param property where the value is in an answer
     */
    record Form(
            String target,
            String field,
            String column,
            String cell,
            Map<String, String> with,
            String property,
            String value) {

        Form(String target, String field, String column, String cell, String value) {
            this(target, field, column, cell, Map.of(), field, value);
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("contacts", "externalId", "Record ID", "\u00a0c-1 ", "c-1"),
            new Form("contacts", "name", "Full Name", " Ada  Lovelace\u200b", "Ada  Lovelace"),
            new Form("contacts", "email", "E-Mail Address", " Ada@Example.TEST ", "Ada@Example.TEST"),
            new Form("contacts", "phone", "Phone Number", "+49 (0)30 / 12 34-5", "+49 (0)30 / 12 34-5"),
            new Form("contacts", "email2", "Secondary Email", "Ada@Home.TEST", Map.of(), "emails/0/address",
                    "Ada@Home.TEST"),
            new Form("contacts", "email3", "Third Email", "a@third.test", Map.of(), "emails/0/address", "a@third.test"),
            new Form("contacts", "phone2", "Mobile Phone", "+49 171 2345678", Map.of(), "phones/0/e164",
                    "+491712345678"),
            new Form("contacts", "phone3", "Third Phone", "12", Map.of(), "phones/0/number", "12"),
            new Form("contacts", "zone", "Time Zone", "Europe/Vienna", "Europe/Vienna"),
            new Form("contacts", "jobTitle", "Job Title", "VP, \"\"Sales\"\"", "VP, \"Sales\""),
            new Form("contacts", "company", "Employer", "Acme & Co.", "Acme & Co."),
            new Form("companies", "externalId", "Account ID", " 0015000 ", "0015000"),
            new Form("companies", "name", "Account Name", "Müller GmbH & Co. KG", "Müller GmbH & Co. KG"),
            new Form("companies", "domain", "Website", "https://www.acme.example/", "www.acme.example"),
            new Form("companies", "sector", "Industry", "Health;Care", "Health;Care"),
            new Form("companies", "location", "Headquarters", "Côte d'Ivoire", "Côte d'Ivoire"),
            new Form("companies", "yearEstablished", "Year Founded", "1995", "1995"),
            new Form("companies", "employees", "Number of Employees", "1,234", "1234"),
            new Form("companies", "annualRevenue", "Annual Revenue", "1.234.567,89 €", Map.of(),
                    "annualRevenue/amount", "1234567.89"),
            new Form("companies", "currency", "Currency Code", "€", Map.of("Annual Revenue", "5,5"),
                    "annualRevenue/currency", "EUR"),
            new Form("products", "externalId", "Product ID", " 01t-1 ", "01t-1"),
            new Form("products", "sku", "Product Code", " GTX 1 ", "GTX 1"),
            new Form("products", "name", "Product Name", "GTX; \"\"Pro\"\"", "GTX; \"Pro\""),
            new Form("products", "description", "Product Description", "Loom, driven by steam",
                    "Loom, driven by steam"),
            new Form("products", "unit", "Unit of Measure", "Stück", "Stück"),
            new Form("products", "billing", "Charge Type", "recurring", Map.of("Billing Interval", "12"), "billing",
                    "recurring"),
            new Form("products", "intervalMonths", "Billing Interval", "12", Map.of("Charge Type", "recurring"),
                    "intervalMonths", "12"),
            new Form("opportunities", "externalId", "Deal ID", " 77 ", "77"),
            new Form("opportunities", "name", "Deal Name", "Big; deal", "Big; deal"),
            new Form("opportunities", "stage", "Deal Stage", " WON ", "Won"),
            new Form("opportunities", "amount", "Deal Value", "$1,234.50", Map.of(), "amount/amount",
                    "1234.50"),
            new Form("opportunities", "currency", "Currency", "US$", Map.of("Deal Value", "5"),
                    "amount/currency", "USD"),
            new Form("opportunities", "agent", "Sales Rep", "Ada\u00a0", "Ada"),
            new Form("opportunities", "product", "Product Name", "GTX\u2009Pro", "GTX\u2009Pro"),
            new Form("opportunities", "startedOn", "Create Date", "5. Mrz. 2026", "2026-03-05"),
            new Form("opportunities", "expectedCloseOn", "Expected Close Date", "2026-02-28T23:30:00.000Z",
                    "2026-03-01"),
            new Form("opportunities", "closedOn", "Close Date", "3/27/2026 4:05 PM",
                    Map.of("Deal Stage", "Won"), "closedOn", "2026-03-27"),
            new Form("opportunities", "forecastCategory", "Forecast Type", "commit", "commit"),
            new Form("lost-reasons", "externalId", "Reason ID", " r-1 ", "r-1"),
            new Form("lost-reasons", "name", "Closed Lost Reason", "Too dear; again", "Too dear; again"));

    /** Of products, in another answer. */
    private static final Set<String> PRICES = Set.of("price", "currency", "minimumQuantity");

    @Autowired
    private ImportTargets targets;

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "opportunities", "products", "lost-reasons"})
    void areKnownOfEachFieldThatIsNoReference(String target) {
        assertThat(forms(target).stream().map(Form::field)).containsExactlyInAnyOrderElementsOf(targets.named(target)
                .fields()
                .stream()
                .filter(field -> field.kind() != FieldKind.REFERENCE && field.kind() != FieldKind.MEMBER)
                .map(TargetField::name)
                .filter(field -> !target.equals("products") || !PRICES.contains(field))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "opportunities", "products", "lost-reasons"})
    void comeInByTheSuggestedMapping(String target) {
        var owner = people.signUp().api();
        owner.patch("/api/v1/organization/settings", "{\"timezone\":\"Pacific/Auckland\"}").expect(200);
        var importing = new Importing(owner);
        var forms = forms(target);
        var key = forms.stream().filter(form -> form.field.equals("externalId")).findFirst().orElseThrow();
        var name = forms.stream().filter(form -> form.field.equals("name")).findFirst().orElseThrow();
        var file = forms.stream().map(form -> quoted(form.column)).collect(Collectors.joining(",")) + "\n"
                + forms.stream().map(form -> row(form, forms, key, name)).collect(Collectors.joining("\n"));

        var imported = importing.run(target, file);

        assertThat(importing.errors(imported.id()).lines().skip(1)).isEmpty();
        for (var form : forms) {
            var id = form == key ? key.value : form.field;
            var found = owner.get("/api/v1/" + target + "?filter=externalId%5Beq%5D:%22" + id + "%22").expect(200);
            assertThat(found.at("/results/0/" + form.property)).as(form.toString()).isEqualTo(form.value);
        }
    }

    static Stream<List<String>> webSites() {
        return Stream.of(List.of("https://www.acme.com/", "www.acme.com"), List.of("www.beta.com", "www.beta.com"),
                List.of("http://gamma.io", "gamma.io"), List.of("HTTPS://delta.example:8443/a?b=c#d", "delta.example"),
                List.of("//eps.example?x=https://other.example/", "eps.example"),
                List.of("zeta.example/über uns", "zeta.example"), List.of("https://müller.example/", "müller.example"));
    }

    @ParameterizedTest
    @MethodSource("webSites")
    void leadToTheHostOfAWebSite(List<String> site) {
        var owner = people.signUp().api();

        new Importing(owner).run("companies", "name,Website\nOne," + site.getFirst() + "\n");

        assertThat(owner.get("/api/v1/companies").expect(200).at("/results/0/domain")).isEqualTo(site.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n/a", "N/A", "-", "https://", "info@acme.example", "http://10.0.0.1/", "two words",
        "a.example b.example", "ftp://a.example"})
    void areNoWebSiteWithoutAHost(String cell) {
        var importing = new Importing(people.signUp().api());

        var imported = importing.run("companies", "name,Website\nOne," + cell + "\n");

        assertThat(importing.errors(imported.id()).lines().skip(1)).singleElement()
                .asString()
                .contains("domain", "not-a-host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.acme.example/", "acme.example/a", "http://acme.example"})
    void areRefusedOutsideOfFilesWithTheReason(String url) {
        var refused = people.signUp()
                .api()
                .post("/api/v1/companies", "{\"name\":\"One\",\"domain\":\"" + url + "\"}")
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("domain");
        assertThat(refused.at("/errors/0/message")).contains("example.com", "no URL");
    }

    private static List<Form> forms(String target) {
        var kinds = switch (target) {
            case "contacts" -> List.of("", "Business", "Home", "Billing", "Shipping", "Other");
            case "companies" -> List.of("", "Billing", "Shipping", "Other");
            default -> List.<String>of();
        };
        return Stream.concat(FORMS.stream().filter(form -> form.target.equals(target)),
                kinds.stream().flatMap(kind -> address(target, kind))).toList();
    }

    private static Stream<Form> address(String target, String heading) {
        var kind = heading.equals("Business") ? "work" : heading.toLowerCase(Locale.ROOT);
        return Stream.of(List.of("street", "Street", "Str. 1\n2nd floor", "lines/0", "Str. 1"),
                List.of("street2", "Address Line 2", "c/o Ada", "lines/0", "c/o Ada"),
                List.of("postalCode", "Zip/Postal Code", "01067", "postalCode", "01067"),
                List.of("city", "City", "Zürich", "city", "Zürich"),
                List.of("region", "State/Province", "Île-de-France", "region", "Île-de-France"),
                List.of("country", "Country/Region", "Côte d’Ivoire", "country", "CI"))
                .map(part -> new Form(target, kind.isEmpty() ? part.getFirst() : kind + capitalized(part.getFirst()),
                        (heading + " " + part.get(1)).strip(), part.get(2), Map.of(), "addresses/0/" + part.get(3),
                        part.get(4)));
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String row(Form form, List<Form> forms, Form key, Form name) {
        var cells = new LinkedHashMap<String, String>();
        forms.forEach(each -> cells.put(each.column, ""));
        cells.put(key.column, form.field);
        cells.put(name.column, form.field);
        cells.putAll(form.with);
        cells.put(form.column, form.cell);
        return cells.values().stream().map(ForeignFormTests::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        return '"' + cell + '"';
    }

    private static List<String> headers(ImportTarget target) {
        return target.fields()
                .stream()
                .flatMap(field -> Stream.concat(Stream.of(field.name()), field.synonyms().stream())
                        .distinct()
                        .limit(50))
                .distinct()
                .toList();
    }

    /** A name that files mostly use for another field is that one's, even where a field is called so. */
    @Test
    void areSuggestedByEachOfTheirNames() {
        assertThat(targets.all()).isNotEmpty()
                .allSatisfy(target -> assertThat(headers(target)).isNotEmpty().allSatisfy(header -> {
                    var aliased = target.fields()
                            .stream()
                            .filter(field -> field.synonyms().contains(header.toLowerCase(Locale.ROOT)))
                            .map(TargetField::name)
                            .toList();
                    assertThat(suggested(target, header)).isIn(aliased.isEmpty() ? List.of(header) : aliased);
                }));
    }

    private String suggested(ImportTarget target, String header) {
        var column = new Column(header, ColumnType.TEXT, null, List.of(), null, null, null, List.of(), null,
                List.of("x"), 0);
        return MappingSuggestion.of(target, targets, List.of(column), Conventions.UNKNOWN)
                .orElseThrow()
                .fields()
                .stream()
                .filter(mapping -> mapping.column() != null)
                .findFirst()
                .orElseThrow()
                .field();
    }

    @Test
    void linksContactsToTheCompaniesOfAColumnThatIsCalledSo() {
        var own = people.signUp().api();
        var importing = new Importing(own);

        var run = importing.run("contacts",
                "Name,Company,Employer\nAda,Acme Ltd,Free text\nBob,ACME LTD,\n");

        assertThat(run.at("/progress/createdCompanies")).isEqualTo("1");
        var contacts = own.get("/api/v1/contacts?sort=name").json().at("/results");
        assertThat(contacts.findValuesAsString("companyId")).hasSize(2).doesNotContain("");
        assertThat(contacts.findValuesAsString("company")).containsExactly("Free text");
    }

    @Test
    void takesWhatIsWrittenAsAFormulaOfATextForTheText() {
        var own = people.signUp().api();
        var importing = new Importing(own);
        own.post("/api/v1/contacts", "{\"name\":\"r1\",\"externalId\":\"00123\"}").expect(201);

        var run = importing.run("contacts", String.join("\n", "ID,Name,Email,Phone",
                "=\"00123\",r1,r1@x.example,\"=\"\"0171 2345\"\"\"", "=\"\",r2,wrong,=\"030\"",
                "=A1,=\"say \"\"so\"\"\",=\"r3@x.example\","));
        var mended = importing.run("contacts", importing.errors(run.id()).replace("wrong", "r2@x.example"));

        assertThat(Importing.figures(run)).as(importing.errors(run.id())).containsExactly(1L, 1L, 0L, 1L);
        assertThat(Importing.figures(mended)).containsExactly(1L, 0L, 0L, 0L);
        var contacts = own.get("/api/v1/contacts?sort=name").json().at("/results");
        assertThat(contacts.findValuesAsString("externalId")).containsExactlyInAnyOrder("00123", "=A1");
        assertThat(contacts.findValuesAsString("phone")).containsExactlyInAnyOrder("0171 2345", "030");
        assertThat(contacts.findValuesAsString("name")).containsExactlyInAnyOrder("r1", "r2", "say \"so\"");
    }
}
