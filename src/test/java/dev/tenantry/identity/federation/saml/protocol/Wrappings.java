package dev.tenantry.identity.federation.saml.protocol;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The eight known ways (XSW1 to XSW8) to leave a signed element somewhere in a message, its signature good, while something
 * else is in the place that is read; and further ones like them. The forgery is about eve.
 */
final class Wrappings {

    private Wrappings() {}

    static Stream<Arguments> all() {
        return Stream.of(
                wrapping("1: the response inside of the forgery's signature", "_response", document -> {
                    var original = original(document, "_response");
                    var forged = forge(document.getDocumentElement(), "_forged");
                    signature(forged).appendChild(original);
                }),
                wrapping("2: the response before the forgery's signature", "_response", document -> {
                    var original = original(document, "_response");
                    var forged = forge(document.getDocumentElement(), "_forged");
                    forged.insertBefore(original, signature(forged));
                }),
                wrapping("3: a forged assertion before the signed one", "_assertion", document -> {
                    var forged = forgedAssertion(document);
                    document.getDocumentElement().insertBefore(forged, SamlIdp.byId(document, "_assertion"));
                }),
                wrapping("4: the signed assertion inside of a forged one", "_assertion", document -> {
                    var original = SamlIdp.byId(document, "_assertion");
                    var forged = forgedAssertion(document);
                    document.getDocumentElement().replaceChild(forged, original);
                    forged.appendChild(original);
                }),
                wrapping("5: the signature in a forged assertion, the signed one after it", "_assertion", document -> {
                    var original = unsigned(document);
                    var forged = forge(SamlIdp.byId(document, "_assertion"), "_forged");
                    document.getDocumentElement().insertBefore(original, forged.getNextSibling());
                }),
                wrapping("6: the signed assertion in the signature of a forged one", "_assertion", document -> {
                    var original = unsigned(document);
                    signature(forge(SamlIdp.byId(document, "_assertion"), "_forged")).appendChild(original);
                }),
                wrapping("7: a forged assertion among extensions", "_assertion", document -> {
                    var extensions = document.createElementNS(Xml.PROTOCOL, "samlp:Extensions");
                    extensions.appendChild(forgedAssertion(document));
                    document.getDocumentElement().insertBefore(extensions, SamlIdp.byId(document, "_assertion"));
                }),
                wrapping("8: the signed assertion in an object of the signature", "_assertion", document -> {
                    var original = unsigned(document);
                    var object = document.createElementNS(Xml.SIGNATURE, "ds:Object");
                    object.appendChild(original);
                    signature(forge(SamlIdp.byId(document, "_assertion"), "_forged")).appendChild(object);
                }),
                wrapping("the same id for the forged assertion", "_assertion", document -> {
                    var forged = forgedAssertion(document);
                    forged.setAttribute("ID", "_assertion");
                    document.getDocumentElement().insertBefore(forged, SamlIdp.byId(document, "_assertion"));
                }),
                wrapping("the signed assertion among extensions, a forged one in its place", "_assertion", document -> {
                    var original = SamlIdp.byId(document, "_assertion");
                    var extensions = document.createElementNS(Xml.PROTOCOL, "samlp:Extensions");
                    document.getDocumentElement().replaceChild(forgedAssertion(document), original);
                    extensions.appendChild(original);
                    document.getDocumentElement()
                            .insertBefore(extensions,
                                    document.getDocumentElement().getFirstChild());
                }),
                wrapping("a forged response around the signed one", "_response", document -> {
                    var original = document.getDocumentElement();
                    var forged = forge((Element) original.cloneNode(true), "_forged");
                    forged.removeChild(signature(forged));
                    document.replaceChild(forged, original);
                    forged.appendChild(original);
                }),
                wrapping("the assertion's signature moved to a forged response", "_assertion", document -> {
                    var assertion = SamlIdp.byId(document, "_assertion");
                    var signature = signature(assertion);
                    assertion.removeChild(signature);
                    document.getDocumentElement().insertBefore(signature, assertion);
                    forge(assertion, "_forged");
                }),
                wrapping("another namespace for the signed assertion", "_assertion", document -> {
                    var original = SamlIdp.byId(document, "_assertion");
                    document.getDocumentElement().insertBefore(forgedAssertion(document), original);
                    document.renameNode(original, "urn:other", "other:Assertion");
                }));
    }

    private static Arguments wrapping(String name, String signed, Consumer<Document> wrapping) {
        return arguments(name, signed, wrapping);
    }

    /** A copy of the response as it was before it was signed. */
    private static Element original(Document document, String id) {
        var copy = (Element) SamlIdp.byId(document, id).cloneNode(true);
        copy.removeChild(signature(copy));
        return copy;
    }

    private static Element unsigned(Document document) {
        return original(document, "_assertion");
    }

    private static Element forgedAssertion(Document document) {
        return forge(unsigned(document), "_forged");
    }

    private static Element forge(Element element, String id) {
        element.setAttribute("ID", id);
        element.getElementsByTagNameNS("*", "NameID").item(0).setTextContent("eve");
        return element;
    }

    private static Element signature(Element element) {
        return Xml.only(element, Xml.SIGNATURE, "Signature");
    }
}
