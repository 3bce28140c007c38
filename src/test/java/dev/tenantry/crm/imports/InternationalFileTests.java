package dev.tenantry.crm.imports;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

/** Files as they come from spreadsheets of the whole world, imported over HTTP. */
class InternationalFileTests extends ApiTest {

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api own = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        own = owner.api();
        importing = new Importing(own);
    }

    @Test
    void readsAGermanFileByItsOwnValues() {
        var file = """
                sep=;
                \u00a0ID ;Deal;Stage;Amount;Open Date;Close Date;Note
                1;Bohrer;Won;1.234,56 €;03.04.2024;25.04.2024;"zwei
                Zeilen"
                2;Säge;Lost;€ 5,00;03.04.2024;05.06.2024
                3;Feile;Prospecting;(500,00 €);03.04.2024;05.06.2024;;;
                """;

        var imported = importing.run(importing.upload("opportunities", "file.csv", utf16(file)), mapping -> mapping);

        assertThat(figures(imported)).containsExactly(3L, 0L, 0L, 0L);
        assertThat(amount("1")).isEqualTo("1234.56 EUR");
        assertThat(amount("2")).isEqualTo("5.00 EUR");
        assertThat(amount("3")).isEqualTo("-500.00 EUR");
        assertThat(deal("1").at("/startedOn")).isEqualTo("2024-04-03");
        assertThat(deal("1").at("/closedOn")).isEqualTo("2024-04-25");
        assertThat(imported.at("/delimiterBasis")).contains("first line");
    }

    @Test
    void takesWhatTheFileLeavesOpenFromTheOrganization() {
        settings(
                "{\"currency\":\"EUR\",\"locale\":\"en-NZ\",\"dateFormat\":\"dd/MM/yyyy\",\"timezone\":\"Pacific/Auckland\"}");
        var uploaded = importing.upload("opportunities", """
                id,deal,stage,amount,close date
                1,One,Won,"1,234",03/04/2024
                """).expect(201);

        assertThat(uploaded.at("/suggestedMapping/currency")).isEmpty();
        assertThat(uploaded.at("/suggestedMapping/dateFormats/0")).isEqualTo("d/M/yyyy");
        assertThat(uploaded.at("/columns/4/basis")).contains("ambiguous", "organization's date format dd/MM/yyyy");
        assertThat(uploaded.at("/columns/3/basis")).contains("ambiguous", "amounts in EUR",
                "as the locale en-NZ has it");

        importing.run(uploaded, mapping -> mapping);
        assertThat(amount("1")).isEqualTo("1234.00 EUR");
        assertThat(deal("1").at("/closedOn")).isEqualTo("2024-04-03");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUD | en-AU | $5;$7.50          | 5.00 AUD; 7.50 AUD
            CLP | es-CL | $1.234;$5.678     | 1234 CLP; 5678 CLP
            MXN | es-MX | $1.234;USD 5.678  | 1234.00 MXN; 5678.00 USD
            CHF | de-CH | $5;kr 7 SEK       | 5.00 USD; 7.00 SEK
            EGP | ar-EG | £5;7              | 5.00 EGP; 7.00 EGP
            JPY | ja-JP | ¥1.234;￥2.500     | 1234 JPY; 2500 JPY
            PKR | en-PK | Rs. 5;Rs 7        | 5.00 PKR; 7.00 PKR
            KWD | en-US | 1.234;2.500       | 1.234 KWD; 2.500 KWD
            USD | en-US | 1.500;12.500      | 1500.00 USD; 12500.00 USD
            """)
    void readsAmountsByTheOrganizationsCurrency(String currency, String locale, String amounts, String read) {
        settings("{\"currency\":\"%s\",\"locale\":\"%s\"}".formatted(currency, locale));
        var values = amounts.split(";");

        importing.run("opportunities", "id\tdeal\tamount\n1\tOne\t" + values[0] + "\n2\tTwo\t" + values[1] + "\n");

        assertThat(amount("1") + "; " + amount("2")).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping", "column", "value"})
    void readsDecimalsByTheCurrencyThatTheMappingNames(String where) {
        var uploaded = importing.upload("opportunities", "id,deal,amount,%s\n1,One,1.234,KWD\n"
                .formatted(where.equals("column") ? "currency" : "other")).expect(201);

        importing.run(uploaded, mapping -> {
            mapping.remove(List.of("decimalSeparator", "currency"));
            if (where.equals("mapping")) {
                mapping.put("currency", "KWD");
            } else if (where.equals("value")) {
                mapping.withArray("fields").addObject().put("field", "currency").put("value", "KWD");
            }
            return mapping;
        });

        assertThat(amount("1")).isEqualTo("1.234 KWD");
    }

    /** Thailand counts years from 543 years earlier, leap years among them. */
    @ParameterizedTest
    @CsvSource({"th-TH,15/02/2569,2026-02-15", "th-TH,29/02/2567,2024-02-29", "th-TH,15 ก.พ. 2569,2026-02-15",
        "th-TH,15/02/2026,2026-02-15", "de-DE,15/02/2569,", "ar-SA,15/08/1447,", "de-DE,15.2.1026,",
        "ar-EG,15 فبراير 2026,2026-02-15", "he-IL,15 בפברואר 2026,2026-02-15", "ko-KR,2026. 2. 15.,2026-02-15"})
    void readsYearsOfTheOrganizationsCalendarAndTellsOfUnlikelyOnes(String locale, String date, String day) {
        settings("{\"locale\":\"%s\"}".formatted(locale));

        var run = importing.run("opportunities", "id,deal,stage,close date\n1,One,Won,\"" + date + "\"\n");

        if (day == null) {
            assertThat(importing.errors(run.id())).contains("unlikely-year", "1900 to 2100");
        } else {
            assertThat(importing.errors(run.id()).lines()).hasSize(1);
            assertThat(own.get("/api/v1/opportunities").at("/results/0/closedOn")).isEqualTo(day);
        }
    }

    @Test
    void readsWholeNumbersInGroupsWhateverDecimalsTheCurrencyHas() {
        settings("{\"currency\":\"KWD\"}");

        importing.run("companies", "name,employees\nAcme,1.234\n");

        assertThat(own.get("/api/v1/companies").expect(200).at("/results/0/employees")).isEqualTo("1234");
    }

    @Test
    void readsEveryFormatThatItRecognisesWhateverOtherColumnsHave() {
        var file = """
                id;deal;stage;open date;close date;expected close date
                1;One;Won;13/12/2024;31 Dec 2025;12/31/2025
                2;Two;Won;2024-12-13;Dec 31, 2025;2025-12-31
                3;Three;Won;13.12.2024;2025年12月31日;2025/12/31
                4;Four;Won;13 Dec 2024;31.12.2025;31 Dec 2025
                """;

        var imported = importing.run("opportunities", file);

        assertThat(importing.errors(imported.id()).lines()).hasSize(1);
        for (var id : List.of("1", "2", "3", "4")) {
            assertThat(deal(id).at("/startedOn")).isEqualTo("2024-12-13");
            assertThat(deal(id).at("/closedOn")).isEqualTo("2025-12-31");
            assertThat(deal(id).at("/expectedCloseOn")).isEqualTo("2025-12-31");
        }
    }

    @Test
    void tellsARowOnceWhateverIsWrongWithIt() {
        var imported = importing.run("opportunities", """
                deal,stage,amount,close date
                One,Nope,x5,2026-13-13
                Two,Won,5,2026-03-13
                """);

        assertThat(figures(imported)).containsExactly(1L, 0L, 0L, 1L);
        assertThat(importing.errors(imported.id()).lines()).hasSize(2)
                .last()
                .asString()
                .contains("stage; amount; closedOn", "unknown-stage; not-a-number; not-a-date");
    }

    @Test
    void asksForTheFormatOfDatesThatNobodyCanTell() {
        var uploaded = importing.upload("opportunities", "id,deal,close date\n1,One,03/04/2024\n").expect(201);

        var refused = importing.map(uploaded, mapping -> mapping);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("fields[2].dateFormat");
        assertThat(refused.at("/errors/0/code")).isEqualTo("ambiguous");
        assertThat(refused.at("/errors/0/message")).contains("d/M/yyyy", "M/d/yyyy");
        assertThat(importing.map(uploaded, mapping -> {
            mapping.putArray("dateFormats").add("yyyy-MM-dd");
            return mapping;
        }).status()).isEqualTo(422);

        importing.run(uploaded, mapping -> {
            mapping.putArray("dateFormats").add("MM/dd/yyyy");
            return mapping;
        });
        assertThat(deal("1").at("/expectedCloseOn")).isEqualTo("2024-03-04");
    }

    @Test
    void readsEachColumnTheWayItIsWritten() {
        var imported = importing.run("opportunities", """
                id;deal;stage;open date;close date
                1;One;Won;25/4/2024;4/26/2024
                2;Two;Won;3/4/2024;5/6/2024
                """);

        assertThat(figures(imported).getFirst()).isEqualTo(2);
        assertThat(deal("2").at("/startedOn")).isEqualTo("2024-04-03");
        assertThat(deal("2").at("/closedOn")).isEqualTo("2024-05-06");
    }

    @Test
    void readsSignsOfCurrenciesOrSaysThatItCannot() {
        var imported = importing.run("opportunities", """
                id\tdeal\tamount\tcurrency
                1\tOne\t€ 5.00\t
                2\tTwo\tCHF 1'234.50\t
                3\tThree\t(500.00)\t
                4\tFour\t1\u00a0234.50\tsek
                5\tFive\t١٢٣\t£
                6\tSix\t$7\tCAD
                7\tSeven\t¥1,000\t
                8\tEight\t€ 5.00\tUSD
                9\tNine\t5.00\tQQQ
                10\tTen\t1e5\t
                11\tEleven\t50%\t
                12\tTwelve\t5 quid\t
                """);

        assertThat(List.of(amount("1"), amount("2"), amount("3"), amount("4"), amount("5"), amount("6")))
                .containsExactly(
                        "5.00 EUR", "1234.50 CHF", "-500.00 USD", "1234.50 SEK", "123.00 GBP", "7.00 CAD");
        assertThat(importing.errors(imported.id()).replace('\t', ',').lines().skip(1)).satisfiesExactly(
                seven -> assertThat(seven).contains("amount,ambiguous-currency", "CNY, JPY"),
                eight -> assertThat(eight).contains("amount,currency-mismatch"),
                nine -> assertThat(nine).contains("currency,unknown-currency"),
                ten -> assertThat(ten).contains("amount,not-a-number", "exponent"),
                eleven -> assertThat(eleven).contains("amount,not-a-number", "percentage"),
                twelve -> assertThat(twelve).contains("amount,not-a-number"));
    }

    @Test
    void takesTheCloseDateOfAnOpenDealForTheExpectedOne() {
        var file = """
                id,deal,stage,close date
                1,One,Won,2024-04-25
                2,Two,Engaging,2030-01-31
                3,Three,,2030-02-28
                """;

        importing.run("opportunities", file);

        assertThat(deal("1").at("/closedOn")).isEqualTo("2024-04-25");
        assertThat(deal("1").at("/expectedCloseOn")).isEmpty();
        assertThat(deal("2").at("/expectedCloseOn")).isEqualTo("2030-01-31");
        assertThat(deal("2").at("/closedOn")).isEmpty();
        assertThat(deal("3").at("/expectedCloseOn")).isEqualTo("2030-02-28");
        assertThat(figures(importing.run("opportunities", file))).containsExactly(0L, 0L, 3L, 0L);
    }

    @Test
    void readsDayNumbersAndNamesOfMonths() {
        var imported = importing.run("opportunities", """
                id,deal,stage,open date,close date
                1,One,Won,45296,5 janvier 2024
                2,Two,Won,45297,6. Januar 2024
                3,Three,Won,45298,7 января 2024 г.
                """);

        assertThat(figures(imported)).containsExactly(3L, 0L, 0L, 0L);
        assertThat(deal("1").at("/startedOn")).isEqualTo("2024-01-05");
        assertThat(deal("3").at("/closedOn")).isEqualTo("2024-01-07");
    }

    @Test
    void letsTheUploadSayWhatSeparatesFields() {
        var file = "name~sector\nAcme~steel, iron\n";

        var uploaded = importing.uploadDelimited("companies", file, "~");
        var refused = importing.uploadDelimited("companies", file, "ab");

        assertThat(uploaded.expect(201).json().at("/columns")).hasSize(2);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/code")).isEqualTo("delimiter");
    }

    @Test
    void disarmsWhateverASpreadsheetCanTakeForAFormula() {
        var imported = importing.run("opportunities", """
                id,deal,amount,note
                1,One,x,"a;=cmd()"
                2,Two,x," @SUM(1)"
                3,Three,x,-7.5
                4,Four,x,+49 30 1234
                5,Five,x,"+49 (0)30"
                6,Six,x,＝cmd()
                7,Seven,x,"b
                =cmd()"
                """);

        var errors = importing.errors(imported.id());
        assertThat(errors)
                .contains("a;'=cmd()", " '@SUM(1)", ",-7.5,", ",+49 30 1234,", "'+49 (0)30", "'＝cmd()", "'=cmd()")
                .doesNotContain(";=", ",=", ",＝", "\n=");
    }

    @Test
    void stopsWhereItsStarterIsNoLongerAllowedTo() throws SQLException {
        var manager = people.signUpInto(owner, "manager");
        var uploaded = new Importing(manager.api()).upload("contacts", "externalId,name\n1,Ada\n").expect(201);
        new Importing(manager.api()).map(uploaded, mapping -> mapping).expect(200);

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate(
                    "delete from user_roles where user_id = '" + manager.userId() + "' and organization_id = '"
                            + owner.organizationId() + "'");
            statement.executeUpdate("update imports set state = 'queued', mode = 'run', run_by = '" + manager.userId()
                    + "' where id = " + uploaded.id());
            statement.executeUpdate("with due as (update import_queue set due_at = now(), is_run = true where id = "
                    + uploaded.id()
                    + " returning organization_id) insert into work_tickets (organization_id, queue) select organization_id, 'imports' from due");
            connection.commit();
        }

        var failed = importing.await(uploaded.id(), "failed");
        assertThat(failed.at("/failure")).contains("contacts:create");
        assertThat(own.get("/api/v1/contacts").expect(200).json().at("/results")).isEmpty();
    }

    private void settings(String settings) {
        own.patch("/api/v1/organization/settings", settings).expect(200);
    }

    private Answer deal(String externalId) {
        var id = own.get("/api/v1/opportunities?filter=externalId[eq]:%22" + externalId + "%22")
                .expect(200)
                .at("/results/0/id");
        return own.get("/api/v1/opportunities/" + id).expect(200);
    }

    private String amount(String externalId) {
        var deal = deal(externalId);
        return deal.at("/amount/amount") + " " + deal.at("/amount/currency");
    }

    private static byte[] utf16(String text) {
        return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
    }
}
