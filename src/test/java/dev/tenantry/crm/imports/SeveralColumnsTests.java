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

    @Test
    void areCalledAsPeopleInOtherCountriesCallThem() {
        var own = people.signUp().api();
        own.patch("/api/v1/organization/settings", "{\"region\": \"DE\"}").expect(200);
        var importing = new Importing(own);

        importing.run("contacts", """
                Vorname,Nachname,Firma,E-Mail-Adresse,Telefon,Handy,Funktion
                Jörg,Weiß,Säge GmbH,joerg@x.example,030 2345678,+49 30 2345678,Leiter
                """);
        importing.run("contacts", """
                Prénom,Nom,Société,Courriel,Téléphone,Fonction
                Zoé,Faÿ,Scie SA,zoe@x.example,+33 1 42 34 56 78,Directrice
                """);
        importing.run("contacts", """
                Nombre,Apellidos,Empresa,Correo electrónico,Teléfono,Cargo
                Íñigo,Muñoz,Sierra SL,inigo@x.example,+34 91 234 56 78,Jefe
                """);

        importing.run("contacts", """
                Vorname,Nachname,Firma,E-Mail 1,E-Mail 2,Telefon 1,Telefon 2,Funktion
                Änne,Groß,Säge GmbH,zz@x.example,zz@y.example,030 2345671,+49 171 2345671,Leiterin
                """);

        var numbered = own.get("/api/v1/contacts?sort=-email").expect(200).json().at("/results/0");
        assertThat(numbered.at("/name").asString()).isEqualTo("Änne Groß");
        assertThat(numbered.at("/emails")).hasSize(2);
        assertThat(numbered.at("/phones")).hasSize(2);
        own.delete("/api/v1/contacts/" + numbered.at("/id").asString()).expect(204);
        var all = own.get("/api/v1/contacts?sort=email").expect(200).json().at("/results").valueStream().toList();
        assertThat(all.stream().map(one -> one.at("/name").asString() + " " + one.at("/jobTitle").asString()))
                .containsExactly("Íñigo Muñoz Jefe", "Jörg Weiß Leiter", "Zoé Faÿ Directrice");
        assertThat(all).allSatisfy(one -> {
            assertThat(one.at("/phones")).hasSize(1);
            assertThat(one.at("/companyId").asString()).isNotEmpty();
        });
    }
}
