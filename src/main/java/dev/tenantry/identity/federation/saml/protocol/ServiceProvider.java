package dev.tenantry.identity.federation.saml.protocol;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;

/** What identity providers know us by. */
@Component
public class ServiceProvider {

    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    private final String base;

    ServiceProvider(IdentitySettings settings) {
        this.base = settings.issuer();
    }

    public String entityId() {
        return base + "/sso/saml/metadata";
    }

    /** Where responses are sent to. */
    public String consumer() {
        return base + "/sso/saml/acs";
    }

    /** The metadata to register at an identity provider. */
    public String metadata() {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("md", "EntityDescriptor", Xml.METADATA);
            xml.writeNamespace("md", Xml.METADATA);
            xml.writeAttribute("entityID", entityId());
            xml.writeStartElement("md", "SPSSODescriptor", Xml.METADATA);
            xml.writeAttribute("AuthnRequestsSigned", "false");
            xml.writeAttribute("WantAssertionsSigned", "true");
            xml.writeAttribute("protocolSupportEnumeration", Xml.PROTOCOL);
            xml.writeStartElement("md", "NameIDFormat", Xml.METADATA);
            xml.writeCharacters(AuthnRequest.PERSISTENT);
            xml.writeEndElement();
            xml.writeEmptyElement("md", "AssertionConsumerService", Xml.METADATA);
            xml.writeAttribute("Binding", POST);
            xml.writeAttribute("Location", consumer());
            xml.writeAttribute("index", "1");
            xml.writeAttribute("isDefault", "true");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
