package dev.tenantry.notification.delivery;

import java.util.List;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * What organizations tell people goes to nobody whom they do not write to, as it stands right before it is handed over. What people need for
 * their accounts goes another way: no organization decides whether somebody gets in.
 */
final class PermittedDeliveries implements NotificationOutbox.Way {

    private final Carriers carriers;
    private final Consents consents;
    private final MailReturns returns;

    PermittedDeliveries(Carriers carriers, Consents consents, MailReturns returns) {
        this.carriers = carriers;
        this.consents = consents;
        this.returns = returns;
    }

    @Override
    public void take(Delivery delivery) throws DeliveryException {
        if (isRefused(delivery)) {
            throw DeliveryException.forGood("the recipient " + Consents.NOT_WRITTEN_TO);
        }
        try {
            carriers.carry(delivery);
        } catch (DeliveryException failure) {
            if (!failure.refused().isEmpty()) {
                new TenantContext(delivery.organizationId(), null)
                        .run(() -> returns.takeRefused(delivery.id(), failure.refused()));
            }
            throw failure;
        }
    }

    private boolean isRefused(Delivery delivery) {
        return new TenantContext(delivery.organizationId(), null).call(() -> !consents
                .refused(channel(delivery.channel()), MessagePurpose.TRANSACTIONAL, List.of(delivery.recipient()))
                .isEmpty());
    }

    private static ContactChannel channel(Channel channel) {
        return switch (channel) {
            case EMAIL -> ContactChannel.EMAIL;
            case SMS -> ContactChannel.SMS;
        };
    }
}
