package dev.tenantry.identity.session;

import org.springframework.stereotype.Component;

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
