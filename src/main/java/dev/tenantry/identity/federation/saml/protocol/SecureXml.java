package dev.tenantry.identity.federation.saml.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML from strangers: no document type, so neither entities nor defaults; nothing that is fetched; an end to size
 * and depth.
 */
final class SecureXml {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 64;

    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }

    private SecureXml() {}

    /** @throws SamlException where it is not well-formed, or not of the harmless kind */
    static Document parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static Document parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new SamlException("the XML is larger than 1 MiB");
        }
        try {
            return builder().parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException _) {
            throw new SamlException("the XML is not well-formed, or has a document type");
        }
    }

    /**
     * Comments and instructions split texts: what one reader takes for the whole of a name is its beginning to another.
     *
     * @throws SamlException where there are any
     */
    static void refuseRemarks(Node node) {
        for (var child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.COMMENT_NODE || child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                throw new SamlException("the message has a comment or a processing instruction");
            }
            refuseRemarks(child);
        }
    }

    private static DocumentBuilder builder() {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
            factory.setAttribute("jdk.xml.elementAttributeLimit", "100");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
