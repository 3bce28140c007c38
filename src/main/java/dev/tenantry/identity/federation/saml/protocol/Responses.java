package dev.tenantry.identity.federation.saml.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Accepts the responses of identity providers: one assertion, signed by itself or with the response around it, for us, for
 * now, and as the answer to one request of ours. Everything that is read is read from the element whose signature was
 * verified, by walking down from it.
 */
@Component
public class Responses {

    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private final AssertionReader reader;
    private final Freshness freshness;

    Responses(Clock clock) {
        this.freshness = new Freshness(clock);
        this.reader = new AssertionReader(freshness);
    }

    /**
     * @param message the form field {@code SAMLResponse}
     * @throws SamlException that says what is refused
     */
    public Assertion accept(String message, IdentityProvider provider, Expectation expected) {
        var document = SecureXml.parse(decode(message));
        SecureXml.refuseRemarks(document);
        XmlSignatures.requireUniqueIds(document);
        var response = document.getDocumentElement();
        if (!Xml.is(response, Xml.PROTOCOL, "Response")) {
            throw new SamlException("the message is not a Response");
        }
        var assertion = onlyAssertion(document, response);
        verify(document, response, assertion, provider);
        check(response, provider, expected);
        return reader.read(assertion, provider, expected);
    }

    private static byte[] decode(String message) {
        try {
            return Base64.getMimeDecoder().decode(message.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException _) {
            throw new SamlException("the message is not in Base64");
        }
    }

    /** The only one in the whole message, whatever may be around it, and a child of the response. */
    private static Element onlyAssertion(Document document, Element response) {
        if (count(document, "EncryptedAssertion") + count(document, "EncryptedID")
                + count(document, "EncryptedAttribute") > 0) {
            throw new SamlException("encrypted assertions are not supported; have the provider sign and not encrypt");
        }
        if (count(document, "Response") != 1) {
            throw new SamlException("the message has several responses");
        }
        if (count(document, "Assertion") == 0) {
            requireSuccess(response);
        }
        if (count(document, "Assertion") != 1) {
            throw new SamlException("the response must have one assertion");
        }
        return Xml.only(response, Xml.ASSERTION, "Assertion");
    }

    private static void verify(Document document, Element response, Element assertion, IdentityProvider provider) {
        var signed = new ArrayList<Element>();
        for (var element : List.of(response, assertion)) {
            if (XmlSignatures.isSigned(element)) {
                XmlSignatures.verify(element, provider.keys());
                signed.add(element);
            }
        }
        if (signed.isEmpty()) {
            throw new SamlException("neither the response nor the assertion is signed");
        }
        if (signed.size() != count(document, "Signature")) {
            throw new SamlException("there are signatures where none belongs");
        }
    }

    private void check(Element response, IdentityProvider provider, Expectation expected) {
        requireVersion(response);
        var issuer = Xml.optional(response, Xml.ASSERTION, "Issuer");
        if (issuer != null && !Xml.text(issuer).equals(provider.entityId())) {
            throw new SamlException("the response is another provider's");
        }
        requireSuccess(response);
        requireEqual("Destination", Xml.attribute(response, "Destination"), expected.consumer(),
                !XmlSignatures.isSigned(response));
        requireEqual("InResponseTo", Xml.attribute(response, "InResponseTo"), expected.requestId(), false);
        freshness.requirePast("IssueInstant", Xml.time(response, "IssueInstant"));
    }

    static void requireVersion(Element element) {
        if (!"2.0".equals(Xml.attribute(element, "Version"))) {
            throw new SamlException(element.getLocalName() + " is not of version 2.0");
        }
    }

    static void requireEqual(String name, @Nullable String value, String expected, boolean mayBeAbsent) {
        if (value == null ? !mayBeAbsent : !value.equals(expected)) {
            throw new SamlException(name + " is not what it should be");
        }
    }

    private static void requireSuccess(Element response) {
        var code = Xml.required(Xml.only(Xml.only(response, Xml.PROTOCOL, "Status"), Xml.PROTOCOL, "StatusCode"),
                "Value");
        if (!code.equals(SUCCESS)) {
            throw new SamlException("the provider did not sign the person in: "
                    + code.substring(code.lastIndexOf(':') + 1).replaceAll("[^A-Za-z]", ""));
        }
    }

    private static int count(Document document, String name) {
        return document.getElementsByTagNameNS("*", name).getLength();
    }
}
