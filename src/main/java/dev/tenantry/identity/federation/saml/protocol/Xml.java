package dev.tenantry.identity.federation.saml.protocol;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads elements. Only ever children of what has been checked: never anything that is found by searching the document. */
final class Xml {

    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private Xml() {}

    static boolean is(Node node, String namespace, String name) {
        return node.getNodeType() == Node.ELEMENT_NODE && namespace.equals(node.getNamespaceURI())
                && name.equals(node.getLocalName());
    }

    static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream().filter(child -> is(child, namespace, name)).toList();
    }

    /** @throws SamlException where there is none, or another besides */
    static Element only(Element parent, String namespace, String name) {
        var children = children(parent, namespace, name);
        if (children.size() != 1) {
            throw new SamlException(parent.getLocalName() + " has " + children.size() + " elements " + name);
        }
        return children.getFirst();
    }

    /** @throws SamlException where there are several */
    static @Nullable Element optional(Element parent, String namespace, String name) {
        return children(parent, namespace, name).isEmpty() ? null : only(parent, namespace, name);
    }

    /** The whole text, however it is divided. @throws SamlException where there are elements in it */
    static String text(Element element) {
        if (!children(element).isEmpty()) {
            throw new SamlException(element.getLocalName() + " holds more than text");
        }
        return element.getTextContent().strip();
    }

    /** Null where it is not there. */
    static @Nullable String attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? element.getAttributeNS(null, name) : null;
    }

    /** @throws SamlException where it is not there, or empty */
    static String required(Element element, String name) {
        var value = attribute(element, name);
        if (value == null || value.isBlank()) {
            throw new SamlException(element.getLocalName() + " has no " + name);
        }
        return value;
    }

    /** @throws SamlException where it is no time in UTC */
    static @Nullable Instant time(Element element, String name) {
        var value = attribute(element, name);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException _) {
            throw new SamlException(name + " of " + element.getLocalName() + " is not a time in UTC");
        }
    }
}
