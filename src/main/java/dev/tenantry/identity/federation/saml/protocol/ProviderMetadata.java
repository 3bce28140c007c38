package dev.tenantry.identity.federation.saml.protocol;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.w3c.dom.Element;

/** Reads the metadata of identity providers (SAML 2.0 Metadata, {@code EntityDescriptor}). */
public final class ProviderMetadata {

    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_EC_BITS = 256;
    private static final int MAX_ENTITY_ID = 1024;

    private ProviderMetadata() {}

    /** @throws SamlException where it is none, is no longer valid, or lacks what a sign-in needs */
    public static IdentityProvider parse(String xml, Clock clock) {
        var root = SecureXml.parse(xml).getDocumentElement();
        if (!Xml.is(root, Xml.METADATA, "EntityDescriptor")) {
            throw new SamlException("the metadata is not one EntityDescriptor");
        }
        var entityId = Xml.required(root, "entityID");
        if (entityId.length() > MAX_ENTITY_ID) {
            throw new SamlException("the entityID is longer than 1,024 characters");
        }
        var validUntil = Xml.time(root, "validUntil");
        if (validUntil != null && !validUntil.isAfter(clock.instant())) {
            throw new SamlException("the metadata is no longer valid");
        }
        var role = role(root);
        return new IdentityProvider(entityId, signOn(role), keys(role), validUntil);
    }

    private static Element role(Element root) {
        return Xml.children(root, Xml.METADATA, "IDPSSODescriptor")
                .stream()
                .filter(role -> Arrays.asList(Xml.required(role, "protocolSupportEnumeration").split("\\s+"))
                        .contains(Xml.PROTOCOL))
                .findFirst()
                .orElseThrow(() -> new SamlException("the metadata has no IDPSSODescriptor for SAML 2.0"));
    }

    private static URI signOn(Element role) {
        var location = Xml.children(role, Xml.METADATA, "SingleSignOnService")
                .stream()
                .filter(service -> REDIRECT.equals(Xml.attribute(service, "Binding")))
                .map(service -> Xml.required(service, "Location"))
                .findFirst()
                .orElseThrow(() -> new SamlException("the metadata has no SingleSignOnService for HTTP-Redirect"));
        try {
            var url = new URI(location);
            if (url.getHost() != null && url.getRawFragment() == null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException _) {
            // told below
        }
        throw new SamlException("the Location of the SingleSignOnService is not a URL");
    }

    private static List<PublicKey> keys(Element role) {
        var keys = new ArrayList<PublicKey>();
        for (var descriptor : Xml.children(role, Xml.METADATA, "KeyDescriptor")) {
            var use = Xml.attribute(descriptor, "use");
            if (use == null || use.equals("signing")) {
                for (var data : Xml.children(Xml.only(descriptor, Xml.SIGNATURE, "KeyInfo"), Xml.SIGNATURE,
                        "X509Data")) {
                    Xml.children(data, Xml.SIGNATURE, "X509Certificate").forEach(text -> keys.add(key(Xml.text(text))));
                }
            }
        }
        if (keys.isEmpty()) {
            throw new SamlException("the metadata has no certificate to verify signatures with");
        }
        return List.copyOf(keys);
    }

    /** The certificate is an envelope of the key: who vouches for it is whoever registered the metadata. */
    private static PublicKey key(String certificate) {
        PublicKey key;
        try {
            key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)))
                    .getPublicKey();
        } catch (CertificateException | IllegalArgumentException _) {
            throw new SamlException("a certificate of the metadata cannot be read");
        }
        var isStrong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= MIN_EC_BITS;
            default -> false;
        };
        if (!isStrong) {
            throw new SamlException("keys must be RSA of at least 2,048 bits, or EC of at least 256");
        }
        return key;
    }
}
