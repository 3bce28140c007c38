package dev.tenantry.shared.problem;

import java.util.Arrays;

import org.springframework.http.HttpStatus;

/** The catalogue: every error that an answer can carry. Each has a page under {@code /problems/<code>}. */
public enum ProblemType {

    MALFORMED("malformed", HttpStatus.BAD_REQUEST, "The request cannot be read",
            "The body, a parameter or a header is not of the documented form."),
    UNKNOWN_PARAMETER("unknown-parameter", HttpStatus.BAD_REQUEST, "Unknown parameter",
            "The request names a parameter, field or operator that this resource does not have."),
    INVALID_CURSOR("invalid-cursor", HttpStatus.BAD_REQUEST, "The cursor does not fit",
            "A cursor continues the very list that returned it: same filter, same sort order."),
    UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "Not signed in",
            "Send a valid access token as a bearer token."),
    WEBHOOK_SECRET_MISSING("webhook-secret-missing", HttpStatus.UNAUTHORIZED, "The address has no secret yet",
            "Messages are signed with a secret that sender and receiver share. The receiver sets it where the address is managed; until then every message is refused, and can be sent again afterwards."),
    WEBHOOK_UNSIGNED("webhook-unsigned", HttpStatus.UNAUTHORIZED, "The message has no signature",
            "Messages are signed with a secret that sender and receiver share, in the header that the detail names. Without one nobody knows whose they are."),
    WEBHOOK_EXPIRED("webhook-expired", HttpStatus.UNAUTHORIZED, "The message was signed at another time",
            "The time at which a message was signed is a part of what is signed, and has to be close to now: sign it anew when it is sent again, and see that the clock is right."),
    WEBHOOK_MISMATCH("webhook-mismatch", HttpStatus.UNAUTHORIZED, "The message has another signature",
            "Messages are signed with a secret that sender and receiver share: what was sent, byte by byte, gives another signature by the secrets that are good here. Perhaps the secret has been replaced, or the message was changed on its way."),
    FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "Not allowed",
            "The caller's roles do not grant the permission that this needs."),
    STEP_UP_REQUIRED("step-up-required", HttpStatus.FORBIDDEN, "Second factor needed",
            "This needs a session that a second factor was used in: verify one of yours, and repeat the request with the new access token."),
    MFA_REQUIRED("mfa-required", HttpStatus.FORBIDDEN, "The organization demands a second factor",
            "Enrol a second factor where you have none, verify it, and repeat the request with the new access token."),
    PROOF_REQUIRED("proof-required", HttpStatus.FORBIDDEN, "A proof of who it is is missing",
            "Something at the account looked like an attack, and the organization has the person prove who it is: verify a second factor that was there before it; where there was none, sign in by a link or a code that is mailed, or at the organization's identity provider. Until then nothing is changed that the account is signed in to with, and its API keys wait until it is over. It ends after a time, or once the organization's administrators say so."),
    SSO_REQUIRED("sso-required", HttpStatus.FORBIDDEN, "The organization demands single sign-on",
            "Sign in through the organization's identity provider."),
    EMAIL_DOMAIN_NOT_ALLOWED("email-domain-not-allowed", HttpStatus.FORBIDDEN,
            "The organization does not admit this e-mail address",
            "Sign in with an account whose e-mail address is of a domain that the organization admits."),
    KEY_SUSPENDED("key-suspended", HttpStatus.FORBIDDEN, "The API key is suspended",
            "Something that was done with it looked like an attack: it is good again after a time, or once the organization's administrators say so."),
    ADDRESS_BLOCKED("address-blocked", HttpStatus.FORBIDDEN, "The address is blocked",
            "What came from this network address looked like an attack on the organization: it is let in again after a time, or once the organization's administrators say so."),
    ORGANIZATION_DELETED("organization-deleted", HttpStatus.FORBIDDEN, "The organization has been deleted",
            "Its owners can restore it until the grace is over; work in another of your organizations."),
    ORGANIZATION_SUSPENDED("organization-suspended", HttpStatus.FORBIDDEN, "The organization is suspended",
            "The platform's administrators have suspended the organization; what is the caller's own can still be reached."),
    ADDRESS_REFUSED("address-refused", HttpStatus.FORBIDDEN, "The organization does not admit this network address",
            "The organization restricts from which addresses or places it may be reached: come from one of these, or ask its administrators to admit yours. What is the caller's own, and other organizations, can still be reached."),
    IMPERSONATED("impersonated", HttpStatus.FORBIDDEN, "Not for an impersonated session",
            "Only the person may do this, and not a super admin who acts as the person."),
    NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "Not found", "There is no such resource here."),
    GONE("gone", HttpStatus.GONE, "No longer available", "What the link leads to is there no more; detail says why."),
    METHOD_NOT_ALLOWED("method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed",
            "The resource does not answer this method; Allow names those that it does."),
    NOT_ACCEPTABLE("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "Not acceptable",
            "The resource has no representation of the requested media type."),
    CONFLICT("conflict", HttpStatus.CONFLICT, "Conflict", "The change contradicts the present state."),
    DUPLICATE("duplicate", HttpStatus.CONFLICT, "Already there",
            "Another resource of this organization has this value, which must be unique."),
    IN_USE("in-use", HttpStatus.CONFLICT, "Still in use", "Something else refers to this resource."),
    NOT_SEALED("not-sealed", HttpStatus.CONFLICT, "Not sealed yet",
            "Entries of the audit log are sealed within seconds, once every transaction that began to write before them is over. Ask again a little later."),
    SLOT_TAKEN("slot-taken", HttpStatus.CONFLICT, "This time cannot be booked",
            "Somebody else has booked the time, or it is none that is offered; errors[] names the next that are free."),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", HttpStatus.CONFLICT, "Idempotency key reused",
            "The key belongs to an earlier request that differs from this one."),
    IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", HttpStatus.CONFLICT, "Idempotency key in use",
            "The first request with this key is still running; repeat the request a little later."),
    STALE("stale", HttpStatus.PRECONDITION_FAILED, "The resource has changed",
            "If-Match does not name the current version, or If-None-Match does; the ETag header tells it."),
    UNREAD("unread", HttpStatus.PRECONDITION_REQUIRED, "What is decided about is not named",
            "Whoever decides about something says in If-Match, by its ETag, which state of it they have read: what has changed since is not decided about unseen."),
    TOO_LARGE("too-large", HttpStatus.CONTENT_TOO_LARGE, "Too large", "The body exceeds the limit."),
    URI_TOO_LONG("uri-too-long", HttpStatus.URI_TOO_LONG, "The address is too long",
            "The request line and the headers have at most 32 KB together: long filters go into the body of a search."),
    HEADERS_TOO_LARGE("headers-too-large", HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large",
            "The request line and the headers have at most 32 KB together."),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
            "The body's Content-Type is not one that this resource reads."),
    VALIDATION("validation", HttpStatus.UNPROCESSABLE_CONTENT, "The request is not valid",
            "It can be read, but values in it are refused; errors[] names each."),
    RUN_FAILED("run-failed", HttpStatus.UNPROCESSABLE_CONTENT, "The run has not succeeded",
            "The workflow was started and could not do its work, was ended or was refused: the detail says why, and Location leads to the run."),
    RATE_LIMITED("rate-limited", HttpStatus.TOO_MANY_REQUESTS, "Too many requests",
            "Repeat the request after the time that Retry-After tells."),
    QUOTA_EXCEEDED("quota-exceeded", HttpStatus.TOO_MANY_REQUESTS, "Nothing is left of a quota",
            "The member, the key or the organization has made as many requests as it may for now: `quota` names the policy, whose requests it counts together, and when there is room again."),
    INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here",
            "The fault is ours; the correlation id finds it in the log."),
    SECRET_UNREADABLE("secret-unreadable", HttpStatus.SERVICE_UNAVAILABLE, "A secret cannot be read",
            "What is kept encrypted cannot be decrypted here: the detail names the key. It has to be configured again, or the secret be stated anew."),
    UNAVAILABLE("unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable",
            "Repeat the request after the time that Retry-After tells.");

    private final String code;
    private final HttpStatus status;
    private final String title;
    private final String explanation;

    ProblemType(String code, HttpStatus status, String title, String explanation) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public String code() {
        return code;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    /** The URI reference that identifies the type and leads to its page. */
    public String uri() {
        return "/problems/" + code;
    }

    /** The type of this code, which is one of ours. */
    public static ProblemType of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst().orElseThrow();
    }
}
