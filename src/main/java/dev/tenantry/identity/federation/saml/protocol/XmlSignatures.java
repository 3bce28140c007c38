package dev.tenantry.identity.federation.saml.protocol;

import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Verifies that an element as a whole was signed by one of the keys that are known beforehand. What a message says of keys
 * is not read. The signature must refer to the very element that is consumed, by the only id that is registered.
 */
final class XmlSignatures {

    private static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;
    private static final Set<String> TRANSFORMS = Set.of(Transform.ENVELOPED, EXCLUSIVE);
    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, DigestMethod.SHA384, DigestMethod.SHA512);
    private static final Set<String> RSA = Set.of(SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA384,
            SignatureMethod.RSA_SHA512, SignatureMethod.SHA256_RSA_MGF1, SignatureMethod.SHA384_RSA_MGF1,
            SignatureMethod.SHA512_RSA_MGF1);
    private static final Set<String> EC = Set.of(SignatureMethod.ECDSA_SHA256, SignatureMethod.ECDSA_SHA384,
            SignatureMethod.ECDSA_SHA512);
    private static final String SECURE = "org.jcp.xml.dsig.secureValidation";
    private static final Set<String> ID_NAMES = Set.of("id", "assertionid", "responseid", "requestid");

    private XmlSignatures() {}

    /** @throws SamlException where two elements have the same id, whatever the attribute is called that holds it */
    static void requireUniqueIds(Document document) {
        collectIds(document.getDocumentElement(), new HashSet<>());
    }

    static boolean isSigned(Element element) {
        return !Xml.children(element, Xml.SIGNATURE, "Signature").isEmpty();
    }

    /** @throws SamlException where the element is not signed as it stands by one of the keys */
    static void verify(Element element, List<PublicKey> keys) {
        var signature = Xml.only(element, Xml.SIGNATURE, "Signature");
        var known = keys.stream().anyMatch(key -> isValid(element, signature, key));
        if (!known) {
            throw new SamlException("the signature of " + element.getLocalName() + " is not the provider's");
        }
    }

    private static boolean isValid(Element element, Element signatureElement, PublicKey key) {
        var context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signatureElement);
        context.setProperty(SECURE, true);
        context.setIdAttributeNS(element, null, "ID");
        try {
            var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            requireAcceptable(signature, element);
            return isOf(key, signature.getSignedInfo().getSignatureMethod()) && signature.validate(context);
        } catch (MarshalException | XMLSignatureException | ClassCastException _) {
            throw new SamlException("the signature of " + element.getLocalName() + " cannot be read");
        }
    }

    private static void requireAcceptable(XMLSignature signature, Element element) {
        var info = signature.getSignedInfo();
        if (!info.getCanonicalizationMethod().getAlgorithm().equals(EXCLUSIVE)) {
            throw new SamlException("the signature is canonicalized in a way that is not accepted");
        }
        if (info.getReferences().size() != 1) {
            throw new SamlException("the signature must refer to one element");
        }
        var reference = info.getReferences().getFirst();
        if (!("#" + Xml.required(element, "ID")).equals(reference.getURI())) {
            throw new SamlException("the signature does not refer to the element that it is in");
        }
        requireAcceptable(reference);
        if (!signature.getObjects().isEmpty()) {
            throw new SamlException("the signature has contents of its own");
        }
    }

    private static void requireAcceptable(Reference reference) {
        var transforms = reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
        if (transforms.size() > TRANSFORMS.size() || new HashSet<>(transforms).size() != transforms.size()
                || !TRANSFORMS.containsAll(transforms) || !transforms.contains(Transform.ENVELOPED)) {
            throw new SamlException("the signature transforms what it signs in a way that is not accepted");
        }
        if (!DIGESTS.contains(reference.getDigestMethod().getAlgorithm())) {
            throw new SamlException("the signature's digest is not one of SHA-256, SHA-384 and SHA-512");
        }
    }

    private static boolean isOf(PublicKey key, SignatureMethod method) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> RSA.contains(method.getAlgorithm());
            case "EC" -> EC.contains(method.getAlgorithm());
            default -> false;
        };
    }

    private static void collectIds(Element element, Set<String> known) {
        var attributes = element.getAttributes();
        for (var index = 0; index < attributes.getLength(); index++) {
            var attribute = attributes.item(index);
            if (isId(attribute) && !known.add(attribute.getNodeValue())) {
                throw new SamlException("two elements have the same id");
            }
        }
        Xml.children(element).forEach(child -> collectIds(child, known));
    }

    private static boolean isId(Node attribute) {
        return ID_NAMES.contains(attribute.getLocalName().toLowerCase(Locale.ROOT));
    }
}
