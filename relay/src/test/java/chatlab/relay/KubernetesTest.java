package chatlab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// The manifest is YAML, and its parts fit each other.
@NullUnmarked // what is missing in the manifest may fail in any way
class KubernetesTest {

    @Test
    void theServersLookForEachOtherUnderTheNameOfTheHeadlessService() throws IOException {
        var text = Files.readString(Path.of("../docs/kubernetes/lab.yaml"));
        var load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
        var parts =
                StreamSupport.stream(load.loadAllFromString(text).spliterator(), false)
                        .map(KubernetesTest::map)
                        .toList();

        assertThat(parts.stream().map(part -> String.valueOf(part.get("kind"))))
                .containsExactly("Service", "Service", "StatefulSet");
        var net = parts.getFirst();
        var servers = parts.getLast();
        assertThat(at(net, "spec", "clusterIP")).isEqualTo("None");
        assertThat(at(servers, "spec", "serviceName")).isEqualTo(at(net, "metadata", "name"));
        var pod = map(at(servers, "spec", "template", "spec"));
        var container = map(((List<?>) at(pod, "containers")).getFirst());
        assertThat(container.get("args"))
                .asString()
                .contains("--peers=dns:" + at(net, "metadata", "name"));
    }

    private static Map<?, ?> map(Object part) {
        return (Map<?, ?>) part;
    }

    private static Object at(Map<?, ?> part, String... path) {
        Object result = part;
        for (var key : path) result = map(result).get(key);
        return result;
    }
}
