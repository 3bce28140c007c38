package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Channel;

@Component
class SendSmsAction extends SendTextAction {

    SendSmsAction(Integrations integrations, WrittenTo written, HomeNumbers numbers) {
        super("send_sms", Channel.SMS, "a text message, sent by one of the organization's integrations", integrations,
                written, numbers);
    }
}
