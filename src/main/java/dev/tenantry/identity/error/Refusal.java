package dev.tenantry.identity.error;

import jakarta.servlet.http.HttpServletRequest;

/** Why a request has no caller. Kept with the request for endpoints that answer in a format of their own. */
public enum Refusal {

    /** It carries no bearer token. */
    NO_TOKEN("send an access token as a bearer token"),
    /** The token is not one of ours, or has expired. */
    BAD_TOKEN("the access token is not valid, or has expired"),
    /** The API key is not one of ours, or has ended. */
    BAD_KEY("the API key is not valid, or has been revoked"),
    /** The session, the account or the membership that the token was issued for has ended. */
    ENDED("the session, or the membership that it was for, has ended");

    private static final String ATTRIBUTE = Refusal.class.getName();

    private final String detail;

    Refusal(String detail) {
        this.detail = detail;
    }

    public static Refusal of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Refusal refusal ? refusal : NO_TOKEN;
    }

    public String detail() {
        return detail;
    }

    public void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
