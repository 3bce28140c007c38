package dev.tenantry.crm.imports;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;

import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

/** Files have a column for each address and number of a contact. */
class SeveralColumnsTests extends ApiTest {

    @Test
    void comeToThoseThatTheContactHas() {
        var own = people.signUp().api();
        var importing = new Importing(own);

        var first = importing.run("contacts", """
                name,email,email 2,phone,phone 2
                Grace,grace@work.example,grace@home.example,+49 30 123456,
                Alan,,alan@home.example,,+49 30 123457
                """);
        var second = importing.run("contacts", """
                name,email,email 2,phone,phone 2
                Grace Hopper,Grace@home.example,g@navy.example,+49 30 123456,+49 171 2345678
                """);

        assertThat(figures(first)).containsExactly(2L, 0L, 0L, 0L);
        assertThat(figures(second)).containsExactly(0L, 1L, 0L, 0L);
        var all = own.get("/api/v1/contacts?sort=name").expect(200);
        assertThat(all.at("/results/0/email") + all.at("/results/0/phone")).isEqualTo("alan@home.example+49 30 123457");
        assertThat(all.at("/results/1/name") + " " + all.at("/results/1/email"))
                .isEqualTo("Grace Hopper grace@work.example");
        assertThat(all.json().at("/results/1/emails").valueStream().map(one -> one.at("/address").asString()))
                .containsExactly("grace@work.example", "grace@home.example", "g@navy.example");
        assertThat(all.json().at("/results/1/phones").valueStream().map(one -> one.at("/e164").asString()))
                .containsExactly("+4930123456", "+491712345678");
    }
}
