package dev.tenantry.identity.token;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator adds to access tokens.
 *
 * @param accessTokenHook whether {@code public.custom_access_token_hook} is called
 */
@ConfigurationProperties("tenantry.identity")
record AccessTokenHookSettings(@DefaultValue("false") boolean accessTokenHook) {}
