from pathlib import Path

import pytest

from db.disk import network_kind

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
nas:/carers /mnt/carers nfs4 rw 0 0
//nas/share /mnt/with\\040space cifs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
/dev/sdb1 /home/me/far/near ext4 rw 0 0
nas:/over /srv nfs rw 0 0
tmpfs /srv tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        pytest.param("/home/me/clerk.db", None, id="a local disk is well"),
        pytest.param("/mnt/carers/clerk.db", "nfs4", id="NFS is told"),
        pytest.param("/mnt/carers/deep/down/clerk.db", "nfs4", id="also some folders down"),
        pytest.param("/mnt/with space/clerk.db", "cifs", id="a Windows share with a space in its name is told"),
        pytest.param("/home/me/far/clerk.db", "fuse.sshfs", id="a folder through ssh is told"),
        pytest.param("/home/me/far/near/clerk.db", None, id="a local disk inside a far folder is well"),
        pytest.param("/home/me/farther/clerk.db", None, id="a name that only begins alike is another folder"),
        pytest.param("/srv/clerk.db", None, id="what is mounted last on a folder is what counts"),
    ],
)
def test_a_network_drive_is_known_by_its_mount(file: str, kind: str | None) -> None:
    assert network_kind(Path(file), MOUNTS) == kind
