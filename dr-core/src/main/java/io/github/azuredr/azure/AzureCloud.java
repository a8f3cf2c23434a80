package io.github.azuredr.azure;

import io.github.azuredr.error.RecoveryException;
import java.net.URI;

/**
 * One Azure cloud: where its Resource Manager is and for which audience a token is asked.
 *
 * @param name what it is called in messages
 * @param armEndpoint https address of Azure Resource Manager, without a path
 * @param armScope scope of the token, ends in {@code /.default}
 */
public record AzureCloud(String name, URI armEndpoint, String armScope) {
    /** The public cloud. */
    public static final AzureCloud PUBLIC = ofHost("AzureCloud", "management.azure.com");

    /** Azure operated by 21Vianet in China. */
    public static final AzureCloud CHINA = ofHost("AzureChinaCloud", "management.chinacloudapi.cn");

    /** Azure for the US Government. */
    public static final AzureCloud US_GOVERNMENT = ofHost("AzureUSGovernment", "management.usgovcloudapi.net");

    public AzureCloud {
        if (name.isBlank()) {
            throw new RecoveryException("AzureCloud.name is blank.", "give the cloud a name for messages.");
        }
        armEndpoint = ArmOrigin.requireSafe(armEndpoint);
        if (!armScope.endsWith("/.default")) {
            throw new RecoveryException(
                    "AzureCloud.armScope is \"" + armScope + "\", which does not end in /.default.",
                    "use the audience of the cloud's Resource Manager followed by /.default.");
        }
    }

    /** This cloud reached at another address (a private endpoint, a stand-in); the token's audience stays. */
    public AzureCloud withArmEndpoint(URI endpoint) {
        return new AzureCloud(name, endpoint, armScope);
    }

    private static AzureCloud ofHost(String name, String host) {
        return new AzureCloud(name, URI.create("https://" + host), "https://" + host + "/.default");
    }
}
