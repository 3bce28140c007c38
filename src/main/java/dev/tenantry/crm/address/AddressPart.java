package dev.tenantry.crm.address;

import java.util.List;
import java.util.stream.Stream;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.TargetField;

/** A part of an address that files have in a column of its own, by what headings call it: folded, as these are compared. */
enum AddressPart {

    STREET("street", FieldKind.TEXT,
            List.of("street", "streetaddress", "addressstreet", "address", "addressline1", "line1",
                    "strasse", "straße", "strassehausnummer", "straßehausnummer", "strassenr", "straßenr",
                    "strasseundhausnummer",
                    "straßeundhausnummer", "anschrift", "adresse", "rue", "adressepostale", "calle", "direccion",
                    "domicilio")),
    STREET2("street2", FieldKind.TEXT, List.of("street2", "addressline2", "line2", "address2", "adresszusatz",
            "straße2", "strasse2", "adresse2", "complementdadresse", "complementadresse", "direccion2",
            "complementodireccion")),
    POSTAL_CODE("postalCode", FieldKind.TEXT,
            List.of("postalcode", "zip", "zipcode", "zippostalcode", "postcode", "plz",
                    "postleitzahl", "codepostal", "cp", "codigopostal")),
    CITY("city", FieldKind.TEXT, List.of("city", "town", "ort", "stadt", "wohnort", "ville", "localite", "commune",
            "ciudad", "localidad", "poblacion", "municipio")),
    REGION("region", FieldKind.TEXT, List.of("region", "state", "stateprovince", "stateregion", "province", "county",
            "bundesland", "kanton", "departement", "depregion", "provincia", "estado", "provinciaoestado",
            "comunidadautonoma")),
    COUNTRY("country", FieldKind.COUNTRY,
            List.of("country", "countryregion", "countrycode", "land", "landregion", "staat",
                    "landerkennzeichen", "laenderkennzeichen", "pays", "paysregion", "codepays", "pais", "paisoregion",
                    "codigopais"));

    private final String property;
    private final FieldKind kind;
    private final List<String> headings;

    AddressPart(String property, FieldKind kind, List<String> headings) {
        this.property = property;
        this.kind = kind;
        this.headings = headings;
    }

    /** As addresses of the API have it; of streets the lines are made. */
    String property() {
        return property;
    }

    /** Of the field: {@code city}, {@code billingCity}. */
    String name(AddressKind of) {
        return of.label() == null
                ? property
                : of.label() + Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }

    TargetField field(AddressKind of) {
        var before = headings.stream().flatMap(heading -> of.before().stream().map(word -> word + heading));
        var behind = headings.stream().flatMap(heading -> of.behind().stream().map(word -> heading + word));
        return TargetField.of(name(of), kind, Stream.concat(before, behind).distinct().toArray(String[]::new));
    }
}
