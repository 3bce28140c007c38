package dev.tenantry.notification.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.EgressAnswer;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressRequest;

/** Sends text messages through Twilio's Messages API, or a service that speaks it. */
final class TwilioCarrier implements Carrier {

    private final EgressClient client;
    private final URI messages;
    private final String authorization;
    private final String from;

    TwilioCarrier(SmsSettings settings, EgressClient client) {
        this.client = client;
        this.messages = URI.create("%s/2010-04-01/Accounts/%s/Messages.json"
                .formatted(settings.url().toString().replaceAll("/+$", ""), settings.accountSid()));
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString("%s:%s".formatted(settings.accountSid(), Secret.reveal(settings.authToken()))
                        .getBytes(StandardCharsets.UTF_8));
        this.from = settings.from();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public String provider() {
        return "twilio";
    }

    @Override
    public void carry(Delivery delivery) throws DeliveryException {
        var answer = send(Map.of("To", delivery.recipient(), "From", from, "Body", delivery.body().strip()));
        if (answer.isSuccess()) {
            return;
        }
        var status = " (status " + answer.status() + ")";
        if (answer.status() / 100 == 4 && !answer.isWorthAnotherAttempt()) {
            throw DeliveryException.forGood("the SMS service refuses the message" + status);
        }
        throw DeliveryException.forNow("the SMS service does not take the message now" + status);
    }

    private EgressAnswer send(Map<String, String> form) throws DeliveryException {
        var request = EgressRequest.post(messages,
                Map.of("Authorization", authorization, "Accept", "application/json"), EgressRequest.Body.form(form));
        try {
            return client.askConfigured(request);
        } catch (IOException _) {
            throw DeliveryException.forNow("the SMS service is not to be reached");
        }
    }
}
