package dev.tenantry.identity.account;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in.
 *
 * @param issuer          the claim {@code iss} of access tokens: the public URL of {@code /auth/v1}
 * @param tokenLife       how long an access token is valid
 * @param sessionLife     how long a session lives after its last refresh
 * @param reuseInterval   how long an older refresh token still yields the current one
 * @param signUpEnabled   whether strangers may sign up
 * @param passwordCost    the cost of bcrypt; 0: what takes between 100 and 250 ms here, at least 10
 * @param hashWait        how long a password waits for its turn to be hashed
 * @param lockAfter       how many wrong passwords in a row lock an address
 * @param lockFor         for how long
 * @param siteUrl         where the frontend is: links that are told no other place lead there
 * @param redirectUrls    the other places where links may lead, exactly
 */
@ConfigurationProperties("tenantry.identity")
public record IdentitySettings(
        @DefaultValue("http://localhost:8080/auth/v1") String issuer,
        @DefaultValue("1h") Duration tokenLife,
        @DefaultValue("30d") Duration sessionLife,
        @DefaultValue("10s") Duration reuseInterval,
        @DefaultValue("true") boolean signUpEnabled,
        @DefaultValue("0") int passwordCost,
        @DefaultValue("10s") Duration hashWait,
        @DefaultValue("5") int lockAfter,
        @DefaultValue("15m") Duration lockFor,
        @DefaultValue("http://localhost:3000") String siteUrl,
        @DefaultValue List<String> redirectUrls) {}
