package dev.tenantry.identity.federation.saml.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads an assertion whose signature has been verified, where it is meant for us and now. */
final class AssertionReader {

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String ENTITY = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
    private static final Set<String> CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");
    private static final int MAX_NAME = 512;

    private final Freshness freshness;

    AssertionReader(Freshness freshness) {
        this.freshness = freshness;
    }

    Assertion read(Element assertion, IdentityProvider provider, Expectation expected) {
        Responses.requireVersion(assertion);
        requireIssuer(assertion, provider);
        freshness.requirePast("IssueInstant", Xml.time(assertion, "IssueInstant"));
        checkConditions(Xml.only(assertion, Xml.ASSERTION, "Conditions"), expected);
        var subject = Xml.only(assertion, Xml.ASSERTION, "Subject");
        checkConfirmation(subject, expected);
        var nameId = Xml.only(subject, Xml.ASSERTION, "NameID");
        var name = Xml.text(nameId);
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new SamlException("NameID is empty, or longer than 512 characters");
        }
        return new Assertion(Xml.required(assertion, "ID"), name, Xml.attribute(nameId, "Format"),
                attributes(assertion), sessionEnd(assertion));
    }

    private static void requireIssuer(Element assertion, IdentityProvider provider) {
        var issuer = Xml.only(assertion, Xml.ASSERTION, "Issuer");
        var format = Xml.attribute(issuer, "Format");
        if (!Xml.text(issuer).equals(provider.entityId()) || format != null && !format.equals(ENTITY)) {
            throw new SamlException("the assertion is another provider's");
        }
    }

    private void checkConditions(Element conditions, Expectation expected) {
        freshness.requireBegun("NotBefore", Xml.time(conditions, "NotBefore"));
        freshness.requireNotOver("NotOnOrAfter", Xml.time(conditions, "NotOnOrAfter"));
        for (var condition : Xml.children(conditions)) {
            if (!Xml.ASSERTION.equals(condition.getNamespaceURI()) || !CONDITIONS.contains(condition.getLocalName())) {
                throw new SamlException("the assertion has a condition that nobody here knows");
            }
        }
        var restrictions = Xml.children(conditions, Xml.ASSERTION, "AudienceRestriction");
        if (restrictions.isEmpty()) {
            throw new SamlException("the assertion does not say for whom it is");
        }
        for (var restriction : restrictions) {
            if (Xml.children(restriction, Xml.ASSERTION, "Audience")
                    .stream()
                    .noneMatch(audience -> Xml.text(audience).equals(expected.entityId()))) {
                throw new SamlException("the assertion is for another audience");
            }
        }
    }

    /** One of the confirmations must be good; what is wrong with the last is told where none is. */
    private void checkConfirmation(Element subject, Expectation expected) {
        var fault = "the subject is not confirmed";
        for (var confirmation : Xml.children(subject, Xml.ASSERTION, "SubjectConfirmation")) {
            try {
                confirm(confirmation, expected);
                return;
            } catch (SamlException refused) {
                fault = refused.text();
            }
        }
        throw new SamlException(fault);
    }

    private void confirm(Element confirmation, Expectation expected) {
        if (!BEARER.equals(Xml.attribute(confirmation, "Method"))) {
            throw new SamlException("the subject is not confirmed by bearer");
        }
        var data = Xml.only(confirmation, Xml.ASSERTION, "SubjectConfirmationData");
        Responses.requireEqual("Recipient", Xml.attribute(data, "Recipient"), expected.consumer(), false);
        Responses.requireEqual("InResponseTo", Xml.attribute(data, "InResponseTo"), expected.requestId(), false);
        if (Xml.attribute(data, "NotOnOrAfter") == null) {
            throw new SamlException("the confirmation has no end");
        }
        freshness.requireNotOver("NotOnOrAfter", Xml.time(data, "NotOnOrAfter"));
        freshness.requireBegun("NotBefore", Xml.time(data, "NotBefore"));
    }

    private @Nullable Instant sessionEnd(Element assertion) {
        var statements = Xml.children(assertion, Xml.ASSERTION, "AuthnStatement");
        if (statements.isEmpty()) {
            throw new SamlException("the assertion does not say that somebody signed in");
        }
        var statement = statements.getFirst();
        freshness.requirePast("AuthnInstant", Xml.time(statement, "AuthnInstant"));
        var end = Xml.time(statement, "SessionNotOnOrAfter");
        freshness.requireNotOver("SessionNotOnOrAfter", end);
        return end;
    }

    private static Map<String, List<String>> attributes(Element assertion) {
        var byName = new LinkedHashMap<String, List<String>>();
        var byFriendlyName = new LinkedHashMap<String, List<String>>();
        for (var statement : Xml.children(assertion, Xml.ASSERTION, "AttributeStatement")) {
            for (var attribute : Xml.children(statement, Xml.ASSERTION, "Attribute")) {
                var values = Xml.children(attribute, Xml.ASSERTION, "AttributeValue")
                        .stream()
                        .filter(value -> Xml.children(value).isEmpty())
                        .map(Xml::text)
                        .toList();
                byName.computeIfAbsent(Xml.required(attribute, "Name"), _ -> new ArrayList<>()).addAll(values);
                var friendly = Xml.attribute(attribute, "FriendlyName");
                if (friendly != null) {
                    byFriendlyName.computeIfAbsent(friendly, _ -> new ArrayList<>()).addAll(values);
                }
            }
        }
        byFriendlyName.forEach(byName::putIfAbsent);
        return byName;
    }
}
