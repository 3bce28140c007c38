package dev.tenantry.identity.signin;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.session.Refreshing;
import dev.tenantry.identity.session.TokenPair;

@Component
class RefreshTokenGrant implements Grant {

    private final Refreshing refreshing;

    RefreshTokenGrant(Refreshing refreshing) {
        this.refreshing = refreshing;
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public TokenPair grant(TokenRequest request) {
        return refreshing.refresh(TokenRequest.required(request.refreshToken(), "refresh_token"));
    }
}
