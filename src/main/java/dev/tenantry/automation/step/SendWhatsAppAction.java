package dev.tenantry.automation.step;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.Channel;

@Component
class SendWhatsAppAction extends SendTextAction {

    SendWhatsAppAction(Integrations integrations, WrittenTo written, HomeNumbers numbers) {
        super("send_whatsapp", Channel.WHATSAPP, "a WhatsApp message, sent by one of the organization's integrations",
                integrations, written, numbers);
    }
}
