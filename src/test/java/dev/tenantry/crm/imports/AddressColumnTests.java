package dev.tenantry.crm.imports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses part by part, and keys in other systems, in files of other programs and other languages. */
class AddressColumnTests extends ApiTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Name;Straße;PLZ;Ort;Bundesland;Land | Ada;Hauptstr. 1;01067;Dresden;Sachsen;Deutschland | DE",
        "Nom complet;Adresse;Code postal;Ville;Région;Pays | Ada;1 rue X;01067;Dresden;Sachsen;Allemagne | DE",
        "Nombre completo;Dirección;Código postal;Ciudad;Provincia;País | Ada;Calle 1;01067;Dresden;Sachsen;Alemania | DE",
        "Full Name;Mailing Street;Mailing Zip/Postal Code;Mailing City;Mailing State/Province;Mailing Country | Ada;1 X St;01067;Dresden;Sachsen;germany | DE",
        "Name;Straße und Hausnummer;Postleitzahl;Stadt;Kanton;Land/Region | Ada;Weg 2;01067;Dresden;Sachsen;DEU | DE"})
    void areKnownByWhatTheyAreCalled(String header, String row, String country) {
        var own = people.signUp().api();

        new Importing(own).run("contacts", header.strip() + "\n" + row.strip() + "\n");

        var address = own.get("/api/v1/contacts").json().at("/results/0/addresses/0");
        assertThat(address.at("/lines/0").asString()).isEqualTo(row.split(";")[1]);
        assertThat(address.at("/postalCode").asString() + address.at("/city").asString()
                + address.at("/region").asString() + address.at("/country").asString())
                .isEqualTo("01067DresdenSachsen" + country);
        assertThat(address.has("label")).isFalse();
    }

    @Test
    void comeToThoseThatTheRecordHasEachByItsKind() {
        var own = people.signUp().api();
        var importing = new Importing(own);
        var id = own
                .post("/api/v1/companies",
                        """
                {"name": "Weaver", "externalIds": [{"source": "sap", "id": "7"}, {"source": "hubspot", "id": "hs-1"}],
                 "addresses": [{"label": "Billing", "lines": ["Old St", "2nd floor"], "city": "Graz", "country": "AT"}, {"city": "Linz"}]}""")
                .expect(201)
                .id();

        var run = importing.run("companies", String.join("\n",
                "Name,Rechnung Straße,Rechnung PLZ,Shipping City,Shipping Country,HubSpot ID,External ID (salesforce)",
                "WEAVER,\"New St 1\n3rd floor\",8010,Wien,Österreich,hs-1,003A",
                "Other,,,,Atlantis,,"));

        assertThat(importing.errors(run.id())).contains("not-a-country", "shippingCountry", "Atlantis");
        var company = own.get("/api/v1/companies/" + id).expect(200);
        assertThat(company.json().at("/addresses").toString()).isEqualTo(
                "[{\"label\":\"Billing\",\"lines\":[\"New St 1\",\"3rd floor\"],\"postalCode\":\"8010\",\"city\":\"Graz\",\"country\":\"AT\"},{\"city\":\"Linz\"},{\"label\":\"shipping\",\"city\":\"Wien\",\"country\":\"AT\"}]");
        assertThat(company.json().at("/externalIds").toString()).isEqualTo(
                "[{\"source\":\"sap\",\"id\":\"7\"},{\"source\":\"hubspot\",\"id\":\"hs-1\"},{\"source\":\"salesforce\",\"id\":\"003A\"}]");
    }

    @Test
    void aKeyInAnotherSystemTellsWhichRecordIsMeant() {
        var own = people.signUp().api();
        var importing = new Importing(own);
        importing.run("contacts", "Full Name,HubSpot Contact ID\nAda,hs-1\nBob,hs-2\n");

        importing.run("contacts", "Full Name,externalIds.hubspot,Home City\nAda Lovelace,hs-1,London\n");

        var contacts = own.get("/api/v1/contacts?sort=name").json().at("/results");
        assertThat(contacts.findValuesAsString("name")).containsExactly("Ada Lovelace", "Bob");
        assertThat(contacts.at("/0/addresses").toString()).isEqualTo("[{\"label\":\"home\",\"city\":\"London\"}]");
    }
}
