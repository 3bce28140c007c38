package dev.tenantry.identity.federation.saml.protocol;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An identity provider as far as its messages are concerned: it writes what it is told to, and signs it. */
public final class SamlIdp {

    static final String DESCRIPTION = """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
              <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                %s
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.test/sign-on"/>
              </md:IDPSSODescriptor>
            </md:EntityDescriptor>""";
    private static final String KEY = """
            <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
              <ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>""";
    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
            ID="_response" Version="2.0" IssueInstant="{now}" Destination="{consumer}" InResponseTo="{request}">\
            <saml:Issuer>{issuer}</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            <saml:Assertion ID="_assertion" Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer>\
            <saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData NotOnOrAfter="{end}" Recipient="{consumer}" InResponseTo="{request}"/></saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="{now}" NotOnOrAfter="{end}"><saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
            <saml:AuthnStatement AuthnInstant="{now}" SessionNotOnOrAfter="{end}"><saml:AuthnContext><saml:AuthnContextClassRef>\
            urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
            <saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>\
            <saml:Attribute Name="urn:oid:2.5.4.42" FriendlyName="givenName"><saml:AttributeValue>Ada</saml:AttributeValue></saml:Attribute>\
            </saml:AttributeStatement></saml:Assertion></samlp:Response>""";
    private static final XMLSignatureFactory SIGNATURES = XMLSignatureFactory.getInstance("DOM");

    private static final char[] PASSWORD = "changeit".toCharArray();
    /** Known to everybody, for tests alone: to make a pair takes longer than a test. */
    private static final KeyStore PAIRS = pairs();
    /** How many there have been of an entity, each of which has another pair. */
    private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

    final String entityId;
    private final PrivateKey key;
    private final X509Certificate certificate;

    public SamlIdp(String entityId) {
        this(entityId, "rsa-" + COUNTS.merge(entityId, 1, Integer::sum));
    }

    private SamlIdp(String entityId, String pair) {
        this.entityId = entityId;
        try {
            this.key = (PrivateKey) Objects.requireNonNull(PAIRS.getKey(pair, PASSWORD), pair);
            this.certificate = (X509Certificate) PAIRS.getCertificate(pair);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SamlIdp withEllipticCurve(String entityId) {
        return new SamlIdp(entityId, "ec-1");
    }

    /** How a message is signed. */
    record Signing(String method, String digest, String canonicalization, List<String> transforms, String uri) {

        static Signing of(String id) {
            return new Signing(SignatureMethod.RSA_SHA256, DigestMethod.SHA256, CanonicalizationMethod.EXCLUSIVE,
                    List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE), "#" + id);
        }
    }

    public String metadata() {
        return DESCRIPTION.formatted(entityId, keyDescriptor());
    }

    String keyDescriptor() {
        try {
            return KEY.formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A good response, its assertion signed, as the form field has it. */
    public String response(Expectation expected, Instant now, String subject, String email) {
        return encode(signed(text(expected, now, subject, email), "_assertion"));
    }

    String text(Expectation expected, Instant now, String subject, String email) {
        var second = now.truncatedTo(ChronoUnit.SECONDS);
        return RESPONSE.replace("{now}", second.toString())
                .replace("{end}", second.plusSeconds(300).toString())
                .replace("{consumer}", expected.consumer())
                .replace("{request}", expected.requestId())
                .replace("{issuer}", entityId)
                .replace("{audience}", expected.entityId())
                .replace("{subject}", subject)
                .replace("{email}", email);
    }

    Document signed(String text, String... ids) {
        var document = parse(text);
        for (var id : ids) {
            sign(document, id, Signing.of(id));
        }
        return document;
    }

    Document signed(String text, String id, UnaryOperator<Signing> how) {
        var document = parse(text);
        sign(document, id, how.apply(Signing.of(id)));
        return document;
    }

    static String changed(Document document, Consumer<Document> change) {
        change.accept(document);
        return encode(document);
    }

    static Document parse(String text) {
        return SecureXml.parse(text);
    }

    static Element byId(Document document, String id) {
        var all = document.getElementsByTagNameNS("*", "*");
        for (var index = 0; index < all.getLength(); index++) {
            if (all.item(index) instanceof Element element && id.equals(element.getAttribute("ID"))) {
                return element;
            }
        }
        throw new IllegalArgumentException(id);
    }

    static String encode(Document document) {
        return encode(serialize(document));
    }

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String serialize(Document document) {
        try {
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void sign(Document document, String id, Signing how) {
        var element = byId(document, id);
        var before = element.getElementsByTagNameNS("*", "Issuer").item(0).getNextSibling();
        try {
            var transforms = how.transforms.stream().map(SamlIdp::transform).toList();
            var reference = SIGNATURES.newReference(how.uri, SIGNATURES.newDigestMethod(how.digest, null), transforms,
                    null, null);
            var info = SIGNATURES.newSignedInfo(
                    SIGNATURES.newCanonicalizationMethod(how.canonicalization, (C14NMethodParameterSpec) null),
                    SIGNATURES.newSignatureMethod(how.method, null), List.of(reference));
            var keys = SIGNATURES.getKeyInfoFactory();
            var data = keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate))));
            var context = new DOMSignContext(signingKey(how), element, before);
            context.setIdAttributeNS(element, null, "ID");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            context.setDefaultNamespacePrefix("ds");
            SIGNATURES.newXMLSignature(info, data).sign(context);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A signature by MAC is made with what everybody knows: the public key. */
    private java.security.Key signingKey(Signing how) {
        return how.method.contains("hmac")
                ? new javax.crypto.spec.SecretKeySpec(certificate.getPublicKey().getEncoded(), "HmacSHA256")
                : key;
    }

    private static Transform transform(String algorithm) {
        try {
            if (algorithm.equals(Transform.XPATH)) {
                return SIGNATURES.newTransform(algorithm,
                        new javax.xml.crypto.dsig.spec.XPathFilterParameterSpec("not(self::text())"));
            }
            return SIGNATURES.newTransform(algorithm, (TransformParameterSpec) null);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static KeyStore pairs() {
        try (var file = SamlIdp.class.getResourceAsStream("/saml-keys.p12")) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
