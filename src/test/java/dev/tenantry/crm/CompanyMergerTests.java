package dev.tenantry.crm;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** Two companies that are the same become one, with all that refers to either. */
class CompanyMergerTests extends ApiTest {

    private static final String COMPANIES = "/api/v1/companies/";

    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
    }

    @Test
    void whatTheOtherHasBesidesAndWhatRefersToItIsTheCompanys() {
        var stays = company("{\"name\":\"Acme\",\"sector\":\"Looms\",\"externalId\":\"E1\"}");
        var goes = company(
                "{\"name\":\"ACME Inc.\",\"sector\":\"Engines\",\"domain\":\"acme.example\",\"externalId\":\"E2\","
                        + "\"annualRevenue\":{\"amount\":\"5\",\"currency\":\"EUR\"},\"addresses\":[{\"city\":\"Wien\"}]}");
        var contact = referring("contacts", "name", goes);
        var deal = referring("opportunities", "name", goes);
        var note = referring("notes", "body", goes);
        var tag = own.post("/api/v1/tags", "{\"name\":\"VIP\"}").expect(201).id();
        own.put(COMPANIES + goes + "/tags/" + tag, "").expect(204);

        var preview = own.post(COMPANIES + stays + "/merger-preview", body(goes, "\"sector\"")).expect(200);
        assertThat(own.get(COMPANIES + stays).at("/sector")).isEqualTo("Looms");
        var merged = merge(stays, goes, "\"sector\"").expect(200);

        assertThat(preview.at("/company/name") + preview.at("/company/sector") + preview.at("/references/contact")
                + preview.at("/references/opportunity") + preview.at("/references/note")).isEqualTo("AcmeEngines111");
        assertThat(merged.at("/name") + merged.at("/sector") + merged.at("/domain") + merged.at("/externalId"))
                .isEqualTo("AcmeEnginesacme.exampleE1");
        assertThat(merged.at("/annualRevenue/amount") + merged.at("/addresses/0/city")).isEqualTo("5.00Wien");
        assertThat(merged.at("/externalIds/0/source") + merged.at("/externalIds/0/id")).isEqualTo("mergedE2");
        own.get(COMPANIES + goes).expect(404);
        assertThat(own.get(COMPANIES + "trash").at("/results/0/id")).isEqualTo(goes);
        for (var one : new String[]{contact, deal, note}) {
            assertThat(own.get(one).at("/companyId")).as(one).isEqualTo(stays);
        }
        assertThat(own.get(COMPANIES + stays + "/tags").text()).contains("VIP");
        assertThat(own.get(COMPANIES + stays + "/timeline").text()).contains("company.merged");
        own.put(COMPANIES + "trash/" + goes + "/restoration", "").expect(200);
    }

    @Test
    void nothingIsAboveItselfWhicheverOfThemStays() {
        var top = company("{\"name\":\"Top\"}");
        var upper = below(top);
        var middle = below(upper);
        var lower = below(middle);

        merge(lower, upper, "").expect(200);

        assertThat(own.get(COMPANIES + lower).at("/parentId")).isEqualTo(top);
        assertThat(own.get(COMPANIES + middle).at("/parentId")).isEqualTo(lower);
        var bottom = below(middle);
        assertThat(merge(lower, bottom, "\"parentId\"").expect(422).at("/errors/0/field")).isEqualTo("fields[0]");
        merge(lower, bottom, "").expect(200);
        assertThat(own.get(COMPANIES + lower).at("/parentId")).isEqualTo(top);
        merge(top, lower, "").expect(200);
        assertThat(own.get(COMPANIES + top).json().has("parentId")).isFalse();
        assertThat(own.get(COMPANIES + middle).at("/parentId")).isEqualTo(top);
    }

    @Test
    void whatIsNoOtherCompanyIsRefused() {
        var one = company("{\"name\":\"A\"}");
        var foreign = people.signUp().api().post("/api/v1/companies", "{\"name\":\"B\"}").expect(201).id();

        for (var other : new String[]{one, foreign, "999999999"}) {
            assertThat(merge(one, other, "").expect(422).at("/errors/0/field")).as(other).isEqualTo("companyId");
            own.post(COMPANIES + one + "/merger-preview", body(other, "")).expect(422);
        }
        own.put(COMPANIES + foreign + "/merger", body(one, "")).expect(404);
        own.post(COMPANIES + foreign + "/merger-preview", body(one, "")).expect(404);
    }

    @Test
    void ofManyWhoMergeTheTwoOneDoes() {
        var one = company("{\"name\":\"A\"}");
        var other = company("{\"name\":\"B\"}");
        var turn = new AtomicInteger();

        var answers = Parallel.times(8,
                () -> turn.getAndIncrement() % 2 == 0
                        ? merge(one, other, "").status()
                        : merge(other, one, "").status());

        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 404 || status == 422);
    }

    private String company(String body) {
        return own.post("/api/v1/companies", body).expect(201).id();
    }

    private String below(String parent) {
        return company("{\"name\":\"C\",\"parentId\":\"%s\"}".formatted(parent));
    }

    private String referring(String resource, String property, String company) {
        return "/api/v1/" + resource + "/" + own.post("/api/v1/" + resource,
                "{\"%s\":\"X\",\"companyId\":\"%s\"}".formatted(property, company)).expect(201).id();
    }

    private Answer merge(String stays, String goes, String fields) {
        return own.put(COMPANIES + stays + "/merger", body(goes, fields));
    }

    private static String body(String other, String fields) {
        return "{\"companyId\":\"%s\",\"fields\":[%s]}".formatted(other, fields);
    }
}
