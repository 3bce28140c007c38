package dev.tenantry.identity.federation.saml.protocol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What an identity provider's response must be like to be believed. */
class ResponsesTests {

    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    private static final Expectation EXPECTED = new Expectation("https://us.example.test/metadata",
            "https://us.example.test/acs", "_request");
    private static final SamlIdp IDP = new SamlIdp("https://idp.example.test/metadata");
    /** Of the same name, and with a key that nobody trusts. */
    private static final SamlIdp IMPOSTOR = new SamlIdp("https://idp.example.test/metadata");
    private static final String GOOD = IDP.text(EXPECTED, NOW, "ada", "ada@example.test");
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Responses responses = new Responses(clock);
    private final IdentityProvider provider = ProviderMetadata.parse(IDP.metadata(), clock);

    @Test
    void believesAGoodResponseWhicheverPartIsSigned() {
        for (var ids : List.of(List.of("_assertion"), List.of("_response"), List.of("_assertion", "_response"))) {
            var assertion = accept(SamlIdp.encode(IDP.signed(GOOD, ids.toArray(String[]::new))));

            assertThat(assertion.subject()).isEqualTo("ada");
            assertThat(assertion.email()).isEqualTo("ada@example.test");
            assertThat(assertion.attributes()).containsEntry("givenName", List.of("Ada"))
                    .containsEntry("urn:oid:2.5.4.42", List.of("Ada"));
            assertThat(assertion.endsAt()).isEqualTo(NOW.plusSeconds(300));
        }
    }

    @Test
    void believesSignaturesOnACurve() {
        var idp = SamlIdp.withEllipticCurve(IDP.entityId);
        var signed = idp.signed(GOOD, "_assertion", how -> with(how, SignatureMethod.ECDSA_SHA256, how.digest()));

        var assertion = responses.accept(SamlIdp.encode(signed), ProviderMetadata.parse(idp.metadata(), clock),
                EXPECTED);

        assertThat(assertion.nameId()).isEqualTo("ada");
    }

    @Test
    void believesEitherKeyWhileTheProviderRollsOver() {
        var next = new SamlIdp(IDP.entityId);
        var both = ProviderMetadata.parse(
                SamlIdp.DESCRIPTION.formatted(IDP.entityId, next.keyDescriptor() + IDP.keyDescriptor()), clock);

        for (var idp : List.of(IDP, next)) {
            var message = SamlIdp.encode(idp.signed(GOOD, "_assertion"));
            assertThat(responses.accept(message, both, EXPECTED).nameId()).isEqualTo("ada");
        }
    }

    @Test
    void allowsClocksToDifferByAMinute() {
        var message = SamlIdp.encode(IDP.signed(GOOD, "_assertion"));

        for (var seconds : List.of(-59, 359)) {
            assertThat(new Responses(Clock.offset(clock, Duration.ofSeconds(seconds)))
                    .accept(message, provider, EXPECTED)
                    .nameId()).isEqualTo("ada");
        }
        for (var seconds : List.of(-61, 360)) {
            assertThatThrownBy(() -> new Responses(Clock.offset(clock, Duration.ofSeconds(seconds)))
                    .accept(message, provider, EXPECTED)).isInstanceOf(SamlException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatIsSignedAndNotForUs(String name, UnaryOperator<String> change, String reason) {
        var changed = change.apply(GOOD);
        assertThat(changed).isNotEqualTo(GOOD);

        refuse(SamlIdp.encode(IDP.signed(changed, "_response")), reason);
    }

    static Stream<Arguments> refusesWhatIsSignedAndNotForUs() {
        return Stream.of(
                wrong("another audience", ">https://us.example.test/metadata<", ">https://them.example.test<",
                        "audience"),
                wrong("no audience", "<saml:AudienceRestriction>.*</saml:AudienceRestriction>", "", "for whom"),
                wrong("no conditions", "<saml:Conditions.*</saml:Conditions>", "", "Conditions"),
                wrong("a condition that nobody knows", "</saml:Conditions>",
                        "<saml:Condition/></saml:Conditions>", "condition"),
                wrong("conditions that begin later", "NotBefore=\"[^\"]*\"", "NotBefore=\"2026-03-14T09:28:54Z\"",
                        "NotBefore"),
                wrong("conditions that are over", "(NotBefore=\"[^\"]*\") NotOnOrAfter=\"[^\"]*\"",
                        "$1 NotOnOrAfter=\"2026-03-14T09:25:53Z\"", "NotOnOrAfter"),
                wrong("another recipient", "Recipient=\"[^\"]*\"", "Recipient=\"https://them.example.test/acs\"",
                        "Recipient"),
                wrong("no recipient", "Recipient=\"[^\"]*\"", "", "Recipient"),
                wrong("a confirmation that is over", "Data NotOnOrAfter=\"[^\"]*\"",
                        "Data NotOnOrAfter=\"2026-03-14T09:25:53Z\"", "NotOnOrAfter"),
                wrong("a confirmation without an end", "Data NotOnOrAfter=\"[^\"]*\"", "Data", "no end"),
                wrong("a confirmation of another request", "(Recipient=\"[^\"]*\") InResponseTo=\"_request\"",
                        "$1 InResponseTo=\"_other\"", "InResponseTo"),
                wrong("a confirmation of no request", "(Recipient=\"[^\"]*\") InResponseTo=\"_request\"", "$1",
                        "InResponseTo"),
                wrong("an answer to another request", "(Destination=\"[^\"]*\") InResponseTo=\"_request\"",
                        "$1 InResponseTo=\"_other\"", "InResponseTo"),
                wrong("an answer that nobody asked for", "(Destination=\"[^\"]*\") InResponseTo=\"_request\"", "$1",
                        "InResponseTo"),
                wrong("another destination", "Destination=\"[^\"]*\"",
                        "Destination=\"https://us.example.test/acs/..\"", "Destination"),
                wrong("no destination", "Destination=\"[^\"]*\"", "", "Destination"),
                wrong("a confirmation by key", BEARER, "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key", "bearer"),
                wrong("no confirmation", "<saml:SubjectConfirmation .*</saml:SubjectConfirmation>", "",
                        "not confirmed"),
                wrong("another issuer of the response", "^(.*?)<saml:Issuer>[^<]*", "$1<saml:Issuer>https://them",
                        "response is another"),
                wrong("another issuer of the assertion", "(Assertion ID.*?)<saml:Issuer>[^<]*",
                        "$1<saml:Issuer>https://them", "assertion is another"),
                wrong("a prefix of the issuer", "(Assertion ID.*?)<saml:Issuer>[^<]*",
                        "$1<saml:Issuer>https://idp.example.test/metadata.evil.test", "assertion is another"),
                wrong("an old version of the response", "ID=\"_response\" Version=\"2.0\"",
                        "ID=\"_response\" Version=\"1.1\"", "version"),
                wrong("an old version of the assertion", "ID=\"_assertion\" Version=\"2.0\"",
                        "ID=\"_assertion\" Version=\"1.1\"", "version"),
                wrong("a failure", "status:Success", "status:AuthnFailed", "AuthnFailed"),
                wrong("nobody signed in", "<saml:AuthnStatement.*</saml:AuthnStatement>", "", "signed in"),
                wrong("a session that is over", "SessionNotOnOrAfter=\"[^\"]*\"",
                        "SessionNotOnOrAfter=\"2026-03-14T09:25:53Z\"", "SessionNotOnOrAfter"),
                wrong("issued in the future", "(_assertion\" Version=\"2.0\") IssueInstant=\"[^\"]*\"",
                        "$1 IssueInstant=\"2026-03-14T09:27:54Z\"", "IssueInstant"),
                wrong("a time without a zone", "(_assertion\" Version=\"2.0\") IssueInstant=\"[^\"]*\"",
                        "$1 IssueInstant=\"2026-03-14T09:26:53\"", "UTC"),
                wrong("no name", ">ada<", "><", "NameID"),
                wrong("two names", "<saml:SubjectConfirmation ",
                        "<saml:NameID>eve</saml:NameID><saml:SubjectConfirmation ",
                        "NameID"),
                wrong("a comment in the name", ">ada<", ">ada<!-- -->.evil<", "comment"),
                wrong("an instruction in the name", ">ada<", ">ada<?x?>.evil<", "instruction"),
                wrong("two assertions", "(<saml:Assertion.*</saml:Assertion>)", "$1<saml:Assertion ID=\"_2\"/>",
                        "one assertion"),
                wrong("an assertion in an assertion", "</saml:Subject>",
                        "</saml:Subject><saml:Advice><saml:Assertion ID=\"_2\"/></saml:Advice>", "one assertion"),
                wrong("an encrypted assertion", "<saml:Assertion.*</saml:Assertion>",
                        "<saml:EncryptedAssertion/>", "encrypted"),
                wrong("the same id twice", "<saml:Subject>", "<saml:Subject Id=\"_response\">", "same id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesSignaturesOfOtherKinds(String name, Document signed, String reason) {
        refuse(SamlIdp.encode(signed), reason);
    }

    static Stream<Arguments> refusesSignaturesOfOtherKinds() {
        var one = "_assertion";
        return Stream.of(
                arguments("none", SamlIdp.parse(GOOD), "neither"),
                arguments("another key, which the message brings along", IMPOSTOR.signed(GOOD, one), "provider's"),
                arguments("RSA with SHA-1",
                        IDP.signed(GOOD, one, how -> with(how, SignatureMethod.RSA_SHA1, how.digest())), ""),
                arguments("a digest of SHA-1",
                        IDP.signed(GOOD, one, how -> with(how, how.method(), DigestMethod.SHA1)), ""),
                arguments("a MAC with the public key",
                        IDP.signed(GOOD, one, how -> with(how, SignatureMethod.HMAC_SHA256, how.digest())), ""),
                arguments("canonicalization with comments", IDP.signed(GOOD, one,
                        how -> new SamlIdp.Signing(how.method(), how.digest(),
                                CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS, how.transforms(), how.uri())),
                        "canonicalized"),
                arguments("a transformation by XPath", IDP.signed(GOOD, one, how -> with(how,
                        List.of(Transform.ENVELOPED, Transform.XPATH, CanonicalizationMethod.EXCLUSIVE), how.uri())),
                        ""),
                arguments("no enveloping",
                        IDP.signed(GOOD, one, how -> with(how, List.of(CanonicalizationMethod.EXCLUSIVE), how.uri())),
                        ""),
                arguments("the document instead of an element",
                        IDP.signed(GOOD, one, how -> with(how, how.transforms(), "")), "does not refer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatWasChangedAfterwards(String name, Consumer<Document> change) {
        for (var id : List.of("_assertion", "_response")) {
            var signed = IDP.signed(GOOD, id);
            var before = SamlIdp.serialize(signed);
            change.accept(signed);
            assertThat(SamlIdp.serialize(signed)).isNotEqualTo(before);

            refuse(SamlIdp.encode(signed), "");
        }
    }

    static Stream<Arguments> refusesWhatWasChangedAfterwards() {
        return Stream.of(
                tampered("another name", document -> element(document, "NameID").setTextContent("eve")),
                tampered("another address",
                        document -> element(document, "AttributeValue").setTextContent("eve@example.test")),
                tampered("another signature", document -> {
                    var value = element(document, "SignatureValue");
                    value.setTextContent("AAAA" + value.getTextContent().substring(4));
                }),
                tampered("an empty signature", document -> element(document, "SignatureValue").setTextContent("")),
                tampered("another digest", document -> {
                    var value = element(document, "DigestValue");
                    value.setTextContent("AAAA" + value.getTextContent().substring(4));
                }),
                tampered("the signature taken away", document -> remove(element(document, "Signature"))),
                tampered("the id changed", document -> signedElement(document).setAttribute("ID", "_new")),
                tampered("something added", document -> signedElement(document)
                        .appendChild(document.createElementNS(Xml.ASSERTION, "saml:Statement"))),
                tampered("a second signature", document -> signedElement(document)
                        .appendChild(element(document, "Signature").cloneNode(true))),
                tampered("contents in the signature", document -> element(document, "Signature")
                        .appendChild(document.createElementNS(Xml.SIGNATURE, "ds:Object"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tenantry.identity.federation.saml.protocol.Wrappings#all")
    void refusesSignatureWrapping(String name, String signedId, Consumer<Document> wrapping) {
        var signed = IDP.signed(GOOD, signedId);
        assertThat(accept(SamlIdp.encode(signed)).nameId()).isEqualTo("ada");

        wrapping.accept(signed);

        assertThat(SamlIdp.serialize(signed)).contains("eve");
        refuse(SamlIdp.encode(signed), "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhatIsNoResponse(String name, String message, String reason) {
        refuse(message, reason);
    }

    static Stream<Arguments> refusesWhatIsNoResponse() {
        var signed = SamlIdp.serialize(IDP.signed(GOOD, "_assertion"));
        return Stream.of(arguments("nothing", "", "well-formed"), arguments("no Base64", "&&&", ""),
                arguments("no XML", SamlIdp.encode("hello"), "well-formed"),
                arguments("a document type", SamlIdp.encode("<!DOCTYPE x>" + signed), "document type"),
                arguments("an entity of a file",
                        SamlIdp.encode("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                                + signed.replace(">ada<", ">&e;<")),
                        "document type"),
                arguments("entities of entities", SamlIdp.encode(
                        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + signed), "document type"),
                arguments("something very deep", SamlIdp.encode("<a>".repeat(5000) + "</a>".repeat(5000)),
                        "well-formed"),
                arguments("something very large", SamlIdp.encode("<a>" + " ".repeat(1 << 20) + "</a>"), "1 MiB"),
                arguments("another message", SamlIdp.encode(signed.replace("samlp:Response", "samlp:LogoutResponse")),
                        "not a Response"),
                arguments("an assertion alone", SamlIdp.encode(signed.substring(signed.indexOf("<saml:Assertion"),
                        signed.indexOf("</samlp:Response>"))
                        .replaceFirst("<saml:Assertion",
                                "<saml:Assertion xmlns:saml=\"" + Xml.ASSERTION + "\"")),
                        "not a Response"));
    }

    private Assertion accept(String message) {
        return responses.accept(message, provider, EXPECTED);
    }

    private void refuse(String message, String reason) {
        assertThatThrownBy(() -> accept(message)).isInstanceOf(SamlException.class).hasMessageContaining(reason);
    }

    private static Arguments wrong(String name, String pattern, String replacement, String reason) {
        return arguments(name, (UnaryOperator<String>) text -> text.replaceFirst(pattern, replacement), reason);
    }

    private static Arguments tampered(String name, Consumer<Document> change) {
        return arguments(name, change);
    }

    private static SamlIdp.Signing with(SamlIdp.Signing how, String method, String digest) {
        return new SamlIdp.Signing(method, digest, how.canonicalization(), how.transforms(), how.uri());
    }

    private static SamlIdp.Signing with(SamlIdp.Signing how, List<String> transforms, String uri) {
        return new SamlIdp.Signing(how.method(), how.digest(), how.canonicalization(), transforms, uri);
    }

    private static Element element(Document document, String name) {
        return (Element) document.getElementsByTagNameNS("*", name).item(0);
    }

    private static Element signedElement(Document document) {
        return (Element) element(document, "Signature").getParentNode();
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }
}
