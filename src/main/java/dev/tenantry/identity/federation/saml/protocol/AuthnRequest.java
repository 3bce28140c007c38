package dev.tenantry.identity.federation.saml.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * A request to an identity provider to sign somebody in.
 *
 * @param nameFormat of which kind the person's name should be
 */
public record AuthnRequest(
        String id,
        IdentityProvider provider,
        String entityId,
        String consumer,
        String nameFormat,
        Instant issuedAt) {

    public static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    /** Where the browser goes with it: HTTP-Redirect binding, not signed. */
    public String url(String relayState) {
        var target = provider.signOn().toString();
        return target + (target.contains("?") ? "&" : "?") + "SAMLRequest=" + encoded() + "&RelayState="
                + URLEncoder.encode(relayState, StandardCharsets.UTF_8);
    }

    private String encoded() {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var deflated = new DeflaterOutputStream(bytes, deflater)) {
            deflated.write(xml().getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes.toByteArray()), StandardCharsets.US_ASCII);
    }

    private String xml() {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("samlp", "AuthnRequest", Xml.PROTOCOL);
            xml.writeNamespace("samlp", Xml.PROTOCOL);
            xml.writeNamespace("saml", Xml.ASSERTION);
            xml.writeAttribute("ID", id);
            xml.writeAttribute("Version", "2.0");
            xml.writeAttribute("IssueInstant", issuedAt.truncatedTo(ChronoUnit.SECONDS).toString());
            xml.writeAttribute("Destination", provider.signOn().toString());
            xml.writeAttribute("AssertionConsumerServiceURL", consumer);
            xml.writeAttribute("ProtocolBinding", POST);
            xml.writeStartElement("saml", "Issuer", Xml.ASSERTION);
            xml.writeCharacters(entityId);
            xml.writeEndElement();
            xml.writeEmptyElement("samlp", "NameIDPolicy", Xml.PROTOCOL);
            xml.writeAttribute("Format", nameFormat);
            xml.writeAttribute("AllowCreate", "true");
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
