package dev.cairn.image.drive.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.OtherTools;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against the real dbus-daemon, which reads what is sent and writes what is read. */
@EnabledOnOs(OS.LINUX)
final class BusConnectionTest {
    private static final String BUS = "org.freedesktop.DBus";
    private static final Patience LONG = Patience.of(Duration.ofMinutes(5));

    @TempDir
    private Path folder = Path.of("");

    private static BusCall call(String member, String signature, BodyWriter arguments) {
        return new BusCall(BUS, "/org/freedesktop/DBus", BUS, member, signature, arguments);
    }

    @Test
    void valuesOfManyTypesGoThereAndBack() throws IOException {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusConnection connection = BusConnection.open(bus.addresses())) {
            String name = "org.example.Cairn";
            BusCall request =
                    call("RequestName", "su", new BodyWriter().string(name).uint32(4));
            assertThat(connection.call(request, LONG).value(0, Long.class)).isEqualTo(1);
            List<?> names = connection
                    .call(call("ListNames", "", new BodyWriter()), LONG)
                    .value(0, List.class);
            assertThat(names.stream().map(String::valueOf).toList()).contains(BUS, name);
            BusCall owned = call("NameHasOwner", "s", new BodyWriter().string(name));
            assertThat(connection.call(owned, LONG).value(0, Boolean.class)).isTrue();
            BusCall credentials = call("GetConnectionCredentials", "s", new BodyWriter().string(name));
            Map<?, ?> found = connection.call(credentials, LONG).value(0, Map.class);
            assertThat(String.valueOf(found.get("UnixUserID")))
                    .isEqualTo(OtherTools.run("id", "-u").output().strip());
            assertThat(String.valueOf(found.get("ProcessID")))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void anErrorHasItsNameAndTheConnectionGoesOn() throws IOException {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusConnection connection = BusConnection.open(bus.addresses())) {
            BusCall unknown = new BusCall(
                    "org.example.Nobody",
                    "/",
                    "org.example",
                    "Do",
                    "sa{sv}",
                    new BodyWriter().string("rw").options(Map.of("flags", 128, "b", true, "s", "text", "u", 1L)));
            BusException error = catchThrowableOfType(BusException.class, () -> connection.call(unknown, LONG));
            assertThat(error.name()).isEqualTo("org.freedesktop.DBus.Error.ServiceUnknown");
            assertThat(connection
                            .call(call("GetId", "", new BodyWriter()), LONG)
                            .value(0, String.class))
                    .hasSize(32);
        }
    }

    @Test
    void whoWaitsInVainIsToldAndWhoGivesUpIsHeard() throws IOException {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusConnection connection = BusConnection.open(bus.addresses())) {
            String name = "org.example.Deaf";
            connection.call(
                    call("RequestName", "su", new BodyWriter().string(name).uint32(4)), LONG);
            BusCall toMyself = new BusCall(name, "/", "org.example", "Do", "", new BodyWriter());
            assertThatThrownBy(() -> connection.call(toMyself, Patience.of(Duration.ofMillis(300))))
                    .isInstanceOf(SocketTimeoutException.class);
            Patience givesUp = Patience.of(Duration.ofMinutes(5), () -> {
                throw new IllegalStateException("given up");
            });
            assertThatThrownBy(() -> connection.call(toMyself, givesUp)).hasMessage("given up");
        }
    }

    @Test
    void theFirstAddressThatAnswersIsTaken() throws IOException {
        try (PrivateBus bus = PrivateBus.start(folder)) {
            List<BusAddress> addresses = Stream.concat(Stream.of(new BusAddress("/nowhere")), bus.addresses().stream())
                    .toList();
            BusConnection.open(addresses).close();
        }
        assertThatThrownBy(() -> BusConnection.open(List.of(new BusAddress("/nowhere"))))
                .hasMessageContaining("/nowhere");
    }

    @Test
    void addressesAreReadAsTheSpecificationWritesThem() throws IOException {
        assertThat(BusAddress.of("tcp:host=x;unix:guid=1,path=/run/a%20b;unix:abstract=/c"))
                .containsExactly(new BusAddress("/run/a b"), new BusAddress("\0/c"));
        assertThatThrownBy(() -> BusAddress.of("tcp:host=x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> BusAddress.of("unix:path=/a%2")).isInstanceOf(IOException.class);
    }
}
